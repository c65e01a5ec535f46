import { expect, it } from 'vitest';
import { contentHint } from './content-hint.ts';
import { makeSource } from './edit-sources.ts';
import type { Layer } from './document.ts';
import {
  aCamera,
  aCameraLayer,
  aColorLayer,
  aDocument,
  aPeopleLayer,
  aProgram,
  aSeat,
  aStage,
  sourceId,
} from './sample-documents.ts';

const NOBODY = aStage([]);
const TWO = aStage([aSeat('host'), aSeat('ada')]);
const SHARING = aStage(TWO.seats, { screens: [aSeat('ada')] });

const hintFor = (layers: readonly Layer[], stage = NOBODY): string =>
  contentHint(
    aDocument({ sources: [aCamera('cam'), makeSource('screen', sourceId('scr'), 'Screen')], scenes: { s1: layers } }),
    aProgram('s1', { stage }),
  );

it.each([
  ['a camera', [aCameraLayer('host', 'cam')], NOBODY, 'motion'],
  ['a camera over a screen', [aCameraLayer('a', 'scr'), aCameraLayer('b', 'cam')], NOBODY, 'detail'],
  ['a hidden screen', [aCameraLayer('a', 'scr', { isVisible: false }), aCameraLayer('b', 'cam')], NOBODY, 'motion'],
  ['graphics only', [aColorLayer('sky')], NOBODY, 'detail'],
  ['people', [aPeopleLayer('people')], TWO, 'motion'],
  ['nobody on stage', [aPeopleLayer('people')], NOBODY, 'detail'],
  ['a guest’s screen', [aPeopleLayer('people')], SHARING, 'detail'],
  ['a guest’s screen that this scene does not show', [aCameraLayer('host', 'cam')], SHARING, 'motion'],
] as const)('follows a scene of %s', (_, layers, stage, expected) => {
  expect(hintFor(layers, stage)).toBe(expected);
});

it('keeps to motion when the one in the spotlight has the picture alone', () => {
  const spotlit = aStage(TWO.seats, { screens: [aSeat('ada')], spotlightId: aSeat('host').participantId });
  expect(hintFor([aPeopleLayer('people', { layout: 'solo' })], spotlit)).toBe('motion');
});
