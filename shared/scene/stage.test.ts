import { describe, expect, it } from 'vitest';
import { EMPTY_STAGE, type ProgramStage } from './program.ts';
import { aSeat, aStage } from './sample-documents.ts';
import { changeStage, restingStage, STAGE_MOVE_MS, stageProgress } from './stage.ts';

const depthOf = (stage: ProgramStage): number => (stage.former === null ? 0 : 1 + depthOf(stage.former));

const ADA = aStage([aSeat('ada')]);
const BOTH = aStage([aSeat('ada'), aSeat('bo')]);

describe('a change of the stage', () => {
  it('comes from the stage before it and is over after its time', () => {
    const changed = changeStage(ADA, BOTH, 1_000);
    expect(changed).toEqual({ ...BOTH, changedAtMs: 1_000, former: ADA });
    expect(stageProgress(changed, 1_000)).toBe(0);
    expect(stageProgress(changed, 1_000 + STAGE_MOVE_MS / 2)).toBe(0.5);
    expect(stageProgress(changed, 1_000 + STAGE_MOVE_MS)).toBe(1);
  });

  it('is none when everything looks the same', () => {
    expect(changeStage(BOTH, aStage([aSeat('ada'), aSeat('bo')]), 1_000)).toBe(BOTH);
  });

  it.each([
    ['a name', aStage([aSeat('ada', { name: 'Ada L.' }), aSeat('bo')])],
    ['a camera', aStage([aSeat('ada', { picture: 'card' }), aSeat('bo')])],
    ['a lost line', aStage([aSeat('ada', { presence: 'dropped' }), aSeat('bo')])],
    ['the order', aStage([aSeat('bo'), aSeat('ada')])],
    ['a spotlight', aStage([aSeat('ada'), aSeat('bo')], { spotlightId: aSeat('bo').participantId })],
    ['a screen', aStage([aSeat('ada'), aSeat('bo')], { screens: [aSeat('bo')] })],
  ])('is seen in %s', (_, next) => {
    expect(changeStage(BOTH, next, 1_000).former).toBe(BOTH);
  });

  it('forgets changes that are over, and keeps the one that it interrupts', () => {
    const first = changeStage(ADA, BOTH, 1_000);
    expect(changeStage(first, ADA, 1_000 + STAGE_MOVE_MS).former).toEqual({ ...first, former: null });
    expect(changeStage(first, ADA, 999 + STAGE_MOVE_MS).former).toEqual(first);
  });

  it('does not grow with a storm of clicks', () => {
    let stage = restingStage(EMPTY_STAGE);
    for (let click = 0; click < 100; click += 1)
      stage = changeStage(stage, click % 2 === 0 ? ADA : BOTH, 1_000 + click);
    expect(depthOf(stage)).toBe(6);
  });
});
