import { describe, expect, it } from 'vitest';
import type { DrawList, DrawOp } from './draw-list.ts';
import { hitAreas, itemAt, pointInPicture, settledHitAreas } from './hit.ts';
import { A_CARD, aCallout, aColorLayer, aDocument, aLayer, aProgram, itemId, sceneId } from './sample-documents.ts';

const cardOp = (item: string, x: number, width = 256): DrawOp => ({
  op: 'raster',
  spec: { kind: 'card', card: A_CARD, widthPx: width, heightPx: 72 },
  key: item,
  to: { x, y: 360, width, height: 72 },
  opacity: 1,
  itemId: itemId(item),
});
const listOf = (...ops: DrawOp[]): DrawList => ({ widthPx: 1280, heightPx: 720, ops, motion: 'still' });

describe('hitAreas', () => {
  it('lists products top-most first, also inside a group', () => {
    const list = listOf(cardOp('below', 0), { op: 'group', opacity: 0.5, ops: [cardOp('above', 128)] });
    expect(hitAreas(list)).toEqual([
      { itemId: 'above', rect: { x: 0.1, y: 0.5, width: 0.2, height: 0.1 } },
      { itemId: 'below', rect: { x: 0, y: 0.5, width: 0.2, height: 0.1 } },
    ]);
  });

  it('cuts areas at the edge of the picture and leaves out what is beyond it', () => {
    expect(hitAreas(listOf(cardOp('half', -128), cardOp('right', 1152), cardOp('gone', 1280)))).toMatchObject([
      { itemId: 'right', rect: { x: 0.9, width: 0.1 } },
      { itemId: 'half', rect: { x: 0, width: 0.1 } },
    ]);
  });
});

describe('settledHitAreas', () => {
  const card = aLayer('card', { kind: 'callout' }, { frame: { x: 0.05, y: 0.75, width: 0.37, height: 0.2 } });
  const document = aDocument({ scenes: { a: [aColorLayer('sky'), card], b: [aColorLayer('grass')] } });

  it('is the resting place of a card that only enters', () => {
    expect(settledHitAreas(document, aProgram('a', { callout: aCallout() }), new Map())).toEqual([
      { itemId: 'honey', rect: { x: 82 / 1280, y: 0.75, width: 438 / 1280, height: 0.2 } },
    ]);
  });

  it('has nothing of a card that leaves, and nothing without a callout', () => {
    const leaving = aProgram('a', { callout: aCallout({ closedAtMs: 5_000 }) });
    expect(settledHitAreas(document, leaving, new Map())).toEqual([]);
    expect(settledHitAreas(document, aProgram('a'), new Map())).toEqual([]);
  });

  it('counts only the scene that a fade ends on', () => {
    const fade = { fromSceneId: sceneId('a'), startedAtMs: 0, durationMs: 300 };
    expect(settledHitAreas(document, aProgram('b', { callout: aCallout(), fade }), new Map())).toEqual([]);
  });
});

describe('itemAt', () => {
  const areas = hitAreas(listOf(cardOp('below', 0), cardOp('above', 128)));

  it.each([
    [0.05, 0.55, 'below'],
    [0.15, 0.55, 'above'],
    [0.25, 0.55, 'above'],
    [0.15, 0.45, null],
    [0.35, 0.55, null],
  ])('(%f, %f) is %s', (x, y, expected) => {
    expect(itemAt(areas, x, y)).toBe(expected);
  });
});

describe('pointInPicture', () => {
  const HD = { widthPx: 1280, heightPx: 720 };
  const PORTRAIT = { widthPx: 576, heightPx: 1024 };

  it.each([
    ['exact player', { widthPx: 1280, heightPx: 720 }, HD, 'contain', [640, 360], { x: 0.5, y: 0.5 }],
    ['small player', { widthPx: 320, heightPx: 180 }, HD, 'contain', [80, 135], { x: 0.25, y: 0.75 }],
    ['bars above and below', { widthPx: 400, heightPx: 400 }, HD, 'contain', [200, 200], { x: 0.5, y: 0.5 }],
    ['on the upper bar', { widthPx: 400, heightPx: 400 }, HD, 'contain', [200, 50], null],
    ['on the lower bar', { widthPx: 400, heightPx: 400 }, HD, 'contain', [200, 390], null],
    ['bars left and right', { widthPx: 1024, heightPx: 512 }, PORTRAIT, 'contain', [512, 128], { x: 0.5, y: 0.25 }],
    ['on the left bar', { widthPx: 1024, heightPx: 512 }, PORTRAIT, 'contain', [100, 128], null],
    ['cut at the sides', { widthPx: 360, heightPx: 720 }, HD, 'cover', [0, 360], { x: 460 / 1280, y: 0.5 }],
    ['cut above and below', { widthPx: 576, heightPx: 512 }, PORTRAIT, 'cover', [288, 0], { x: 0.5, y: 0.25 }],
    ['outside the player', { widthPx: 360, heightPx: 720 }, HD, 'cover', [361, 360], null],
    ['no size yet', { widthPx: 360, heightPx: 720 }, { widthPx: 0, heightPx: 0 }, 'contain', [5, 5], null],
  ] as const)('%s', (...[, player, picture, objectFit, [x, y], expected]) => {
    const point = pointInPicture({ player, picture, objectFit }, x, y);
    if (expected === null) {
      expect(point).toBeNull();
      return;
    }
    expect(point?.x).toBeCloseTo(expected.x, 9);
    expect(point?.y).toBeCloseTo(expected.y, 9);
  });
});
