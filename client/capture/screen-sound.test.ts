import { describe, expect, it } from 'vitest';
import { decideScreenSound } from './screen-sound.ts';

const kept = { sound: 'kept', ownAudio: 'restricted' };
const keptUnrestricted = { sound: 'kept', ownAudio: 'not-restricted' };
const dropped = { sound: 'dropped', ownAudio: 'not-restricted' };

describe('the sound of a shared screen', () => {
  it.each(['browser', 'window', 'monitor', 'unknown'] as const)(
    'is kept from a %s when our own sound is taken out',
    (surface) => {
      expect(decideScreenSound({ surface, restriction: 'honored', tab: 'unknown' })).toEqual(kept);
    },
  );

  it.each(['window', 'monitor', 'unknown'] as const)(
    'is dropped from a %s that could carry our own sound',
    (surface) => {
      expect(decideScreenSound({ surface, restriction: 'not-honored', tab: 'unknown' })).toEqual(dropped);
    },
  );

  it('is kept from another tab, which has only its own sound', () => {
    expect(decideScreenSound({ surface: 'browser', restriction: 'not-honored', tab: 'foreign' })).toEqual(
      keptUnrestricted,
    );
  });

  it.each(['own', 'unknown'] as const)('is dropped from a tab that is %s', (tab) => {
    expect(decideScreenSound({ surface: 'browser', restriction: 'not-honored', tab })).toEqual(dropped);
  });
});
