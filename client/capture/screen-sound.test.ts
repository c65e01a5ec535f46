import { describe, expect, it } from 'vitest';
import { decideScreenSound } from './screen-sound.ts';

describe('the sound of a shared screen', () => {
  it.each(['browser', 'window', 'monitor', 'unknown'] as const)(
    'is kept from a %s when our own sound is taken out',
    (surface) => {
      expect(decideScreenSound({ surface, restriction: 'honored', tab: 'unknown' })).toBe('kept');
    },
  );

  it.each(['window', 'monitor', 'unknown'] as const)(
    'is dropped from a %s that could carry our own sound',
    (surface) => {
      expect(decideScreenSound({ surface, restriction: 'not-honored', tab: 'unknown' })).toBe('dropped');
    },
  );

  it('is kept from another tab, which has only its own sound', () => {
    expect(decideScreenSound({ surface: 'browser', restriction: 'not-honored', tab: 'foreign' })).toBe('kept');
  });

  it.each(['own', 'unknown'] as const)('is dropped from a tab that is %s', (tab) => {
    expect(decideScreenSound({ surface: 'browser', restriction: 'not-honored', tab })).toBe('dropped');
  });

  it('is dropped from another tab of ours, where no restriction takes the show out', () => {
    expect(decideScreenSound({ surface: 'browser', restriction: 'honored', tab: 'own' })).toBe('dropped');
  });
});
