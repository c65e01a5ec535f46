import { describe, expect, it } from 'vitest';
import { PROGRAM_FORMATS, type Layer, type ProgramFormat, type SceneDocument } from './document.ts';
import type { DrawOp } from './draw-list.ts';
import { calloutFrame, cameraCornerFrame, largeCalloutFrame } from './frames.ts';
import { plan } from './plan.ts';
import type { FrameProgram } from './program.ts';
import { aCamera, aCameraLayer, aColorLayer, aComment, aDocument, aLayer, aProgram } from './sample-documents.ts';

const LANDSCAPE = PROGRAM_FORMATS['landscape-720'];
const PORTRAIT = PROGRAM_FORMATS['portrait-1024'];
const RESTING_MS = 60_000;

const documentOf = (layers: readonly Layer[], format: ProgramFormat = LANDSCAPE): SceneDocument =>
  aDocument({ format, sources: [aCamera('cam')], scenes: { s1: [aColorLayer('sky'), ...layers], s2: [] } });

const listOf = (document: SceneDocument, program: Partial<FrameProgram> = {}, atMs = RESTING_MS) =>
  plan(document, aProgram('s1', { comment: aComment(), ...program }), new Map(), atMs);

const commentIn = (ops: readonly DrawOp[]): Extract<DrawOp, { op: 'raster' }> | null =>
  ops.find((op) => op.op === 'raster' && op.spec.kind === 'comment') as Extract<DrawOp, { op: 'raster' }> | null;

const placeIn = (layers: readonly Layer[], format?: ProgramFormat) =>
  commentIn(listOf(documentOf(layers, format)).ops)?.to;

const card = (format: ProgramFormat = LANDSCAPE, frame = calloutFrame(format)) =>
  aLayer('card', { kind: 'callout' }, { frame });

describe('a comment on air', () => {
  it('lies over every layer, with who said it, and cannot be clicked', () => {
    const op = listOf(documentOf([aColorLayer('top')])).ops.at(-1);
    expect(op).toMatchObject({
      op: 'raster',
      spec: { kind: 'comment', name: 'Mei', text: 'Does the honey come in a smaller jar?', typePx: 28 },
      opacity: 1,
      itemId: null,
    });
  });

  it('comes and goes like a card, and rests between', () => {
    const document = documentOf([]);
    const at = (atMs: number, closedAtMs: number | null = null) => {
      const { motion, ops } = listOf(document, { comment: aComment({ openedAtMs: 1_000, closedAtMs }) }, atMs);
      const op = commentIn(ops);
      return [motion, op ? Math.round(op.opacity * 100) : null, op?.to.y];
    };
    expect(at(999)).toEqual(['moving', null, undefined]);
    expect(at(1_050)).toEqual(['moving', 50, 506]);
    expect(at(1_240)).toEqual(['still', 100, 494]);
    expect(at(5_080, 5_000)).toEqual(['moving', 88, 498]);
    expect(at(5_160, 5_000)).toEqual(['still', null, undefined]);
  });

  it('stays while another scene is faded in', () => {
    const fade = { fromSceneId: aProgram('s2').sceneId, startedAtMs: RESTING_MS - 100, durationMs: 300 };
    const { ops } = listOf(documentOf([]), { fade });
    const [below, group] = [commentIn(ops), ops.find((op) => op.op === 'group')];
    expect(below?.opacity).toBe(1);
    expect(group?.op === 'group' && commentIn(group.ops)?.to).toEqual(below?.to);
  });

  it.each([
    ['in the lower left corner where nothing is', [], LANDSCAPE, { x: 64, y: 494, width: 630, height: 190 }],
    ['beside the place of a card', [card()], LANDSCAPE, { x: 558, y: 494, width: 630, height: 190 }],
    [
      'beside a large card, as wide as there is room',
      [card(LANDSCAPE, largeCalloutFrame(LANDSCAPE))],
      LANDSCAPE,
      { x: 672, y: 494, width: 544, height: 190 },
    ],
    [
      'above the card where a small picture takes the rest',
      [card(), aCameraLayer('pip', 'cam', { frame: cameraCornerFrame(LANDSCAPE) })],
      LANDSCAPE,
      { x: 64, y: 302, width: 630, height: 190 },
    ],
    ['above the card in portrait', [card(PORTRAIT)], PORTRAIT, { x: 28, y: 444, width: 496, height: 148 }],
  ] as const)('lies %s', (_, layers, format, place) => {
    expect(placeIn(layers, format)).toEqual(place);
  });

  it('is left out of a picture in which it could not be read', () => {
    expect(placeIn([], { ...LANDSCAPE, widthPx: 320, heightPx: 180 })).toBeUndefined();
  });
});
