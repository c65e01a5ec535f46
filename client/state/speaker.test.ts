import { describe, expect, it } from 'vitest';
import { personId } from '../../shared/show/show-fixture.ts';
import { nextSpeaker, type Speaker } from './speaker.ts';

const MEI = personId('mei');
const LI = personId('li');
const levels = (mei: number, li: number) =>
  new Map([
    [MEI, mei],
    [LI, li],
  ]);
const meiAt = (heardAtMs: number): Speaker => ({ participantId: MEI, heardAtMs });

describe('the speaker', () => {
  it('is the loudest voice, and nobody while there is only noise', () => {
    expect(nextSpeaker(null, levels(-60, -50), 1_000)).toBeNull();
    expect(nextSpeaker(null, levels(-40, -20), 1_000)).toEqual({ participantId: LI, heardAtMs: 1_000 });
  });

  it('stays while they are heard, even if somebody is louder', () => {
    expect(nextSpeaker(meiAt(1_000), levels(-30, -10), 9_000)).toEqual(meiAt(9_000));
  });

  it('is another one only after a pause of theirs', () => {
    expect(nextSpeaker(meiAt(1_000), levels(-80, -20), 2_400)).toEqual(meiAt(1_000));
    expect(nextSpeaker(meiAt(1_000), levels(-80, -20), 2_500)).toEqual({ participantId: LI, heardAtMs: 2_500 });
  });

  it('stays over a silence', () => {
    expect(nextSpeaker(meiAt(1_000), levels(-80, -80), 60_000)).toEqual(meiAt(1_000));
  });
});
