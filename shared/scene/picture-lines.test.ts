import { describe, expect, it } from 'vitest';
import { crewSourceId } from './crew-source.ts';
import { pictureLines } from './picture-lines.ts';
import {
  aCamera,
  aCameraLayer,
  aDocument,
  aPeopleLayer,
  aProgram,
  aSeat,
  aStage,
  sourceId,
} from './sample-documents.ts';
import type { StageSeats } from './program.ts';

const lineOf = (name: string): ReturnType<typeof crewSourceId> => crewSourceId(aSeat(name).participantId, 'camera');

const linesIn = (stage: StageSeats, layer = aPeopleLayer('people', { layout: 'grid' })): ReadonlyMap<string, number> =>
  pictureLines(aDocument({ scenes: { s1: [layer] } }), { ...aProgram('s1'), stage: aStage(stage.seats, stage) });

describe('how large people are in the program', () => {
  it('follows from their slots', () => {
    const alone = linesIn(aStage([aSeat('ada')]));
    expect(alone.get(lineOf('ada'))).toBeCloseTo(720, 0);
    const four = linesIn(aStage(['ada', 'bo', 'cy', 'dee'].map((name) => aSeat(name))));
    for (const name of ['ada', 'bo', 'cy', 'dee']) {
      expect(four.get(lineOf(name))).toBeGreaterThan(340);
      expect(four.get(lineOf(name))).toBeLessThan(360);
    }
  });

  it('is nothing for whoever is left out, and in a layer that is not shown', () => {
    const solo = linesIn(aStage([aSeat('ada'), aSeat('bo')]), aPeopleLayer('people', { layout: 'solo' }));
    expect([...solo.keys()]).toEqual([lineOf('ada')]);
    const hidden = aPeopleLayer('people', {}, { isVisible: false });
    expect(linesIn(aStage([aSeat('ada')]), hidden).size).toBe(0);
  });

  it('is of the largest place when there are several', () => {
    const small = aPeopleLayer('small', { layout: 'solo' }, { frame: { x: 0, y: 0, width: 0.25, height: 0.25 } });
    const document = aDocument({ scenes: { s1: [aPeopleLayer('large', { layout: 'solo' }), small] } });
    const lines = pictureLines(document, { ...aProgram('s1'), stage: aStage([aSeat('ada')]) });
    expect(lines.get(lineOf('ada'))).toBeCloseTo(720, 0);
  });

  it('is of the document’s own pictures too, and of the host’s in the host’s place', () => {
    const [face, table] = [sourceId('face'), sourceId('table')];
    const scenes = {
      s1: [
        aPeopleLayer('people', { layout: 'split', hostSourceId: face }),
        aCameraLayer('corner', 'table', { frame: { x: 0, y: 0, width: 0.25, height: 0.25 } }),
      ],
    };
    const document = aDocument({ sources: [aCamera('face'), aCamera('table')], scenes });
    const lines = pictureLines(document, { ...aProgram('s1'), stage: aStage([aSeat('host'), aSeat('ada')]) });
    expect([...lines.keys()].sort()).toEqual([lineOf('ada'), face, table].sort());
    expect(lines.get(face)).toBeCloseTo(lines.get(lineOf('ada')) ?? NaN, 5);
    expect(lines.get(table)).toBe(180);
  });
});
