import { describe, expect, it } from 'vitest';
import { gestureStep, type Gesture, type Modifiers } from './gesture.ts';
import { aCameraLayer, aTextLayer } from './sample-documents.ts';

const NO_KEYS: Modifiers = { shiftKey: false, altKey: false, ctrlKey: false };
const snapTo = { others: [], program: { widthPx: 1000, heightPx: 1000 }, tolerancePx: 10 };
const frame = { x: 0.2, y: 0.2, width: 0.4, height: 0.2 };
const camera = aCameraLayer('cam', 'cam', { frame });

const step = (gesture: Partial<Gesture>, to: { x: number; y: number }, keys: Partial<Modifiers> = {}) =>
  gestureStep({ layer: camera, grip: 'body', from: { x: 0.3, y: 0.3 }, ...gesture }, to, {
    modifiers: { ...NO_KEYS, ...keys },
    snapTo,
  });

describe('gestureStep', () => {
  it('moves by the body and snaps to the picture’s edge', () => {
    const moved = step({}, { x: 0.105, y: 0.45 });
    expect(moved.label).toBe('layer.move');
    expect(moved.frame.x).toBeCloseTo(0);
    expect(moved.frame.y).toBeCloseTo(0.35);
    expect(moved.guides).toContainEqual({ axis: 'x', at: 0 });
  });

  it('does not snap while Ctrl is held', () => {
    const moved = step({}, { x: 0.105, y: 0.45 }, { ctrlKey: true });
    expect(moved.frame.x).toBeCloseTo(0.005);
    expect(moved.guides).toEqual([]);
  });

  it('keeps the aspect at a corner and frees it with Shift', () => {
    const corner = { grip: 'se', from: { x: 0.6, y: 0.4 } } as const;
    const kept = step(corner, { x: 0.8, y: 0.42 });
    expect(kept.frame.width / kept.frame.height).toBeCloseTo(2);
    const free = step(corner, { x: 0.8, y: 0.42 }, { shiftKey: true });
    expect(free.frame.width).toBeCloseTo(0.6);
    expect(free.frame.height).toBeCloseTo(0.22);
  });

  it('crops a picture with Alt, and resizes a text, which has nothing to crop', () => {
    const edge = { grip: 'e', from: { x: 0.6, y: 0.3 } } as const;
    const cropped = step(edge, { x: 0.5, y: 0.3 }, { altKey: true });
    expect(cropped.label).toBe('layer.crop');
    expect(cropped.crop.right).toBeCloseTo(0.25);
    const text = step({ ...edge, layer: aTextLayer('t', { frame }) }, { x: 0.5, y: 0.3 }, { altKey: true });
    expect(text.label).toBe('layer.resize');
  });
});
