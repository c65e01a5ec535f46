import { describe, expect, it } from 'vitest';
import { NO_CROP, type Rect } from '../geometry.ts';
import { seededRandom } from '../random.ts';
import { cropByHandle, HANDLES, resizeFrame, type Handle } from './resize.ts';
import type { SnapTo } from './snap.ts';

const program = { widthPx: 1280, heightPx: 720 };
const frame: Rect = { x: 0.3, y: 0.3, width: 0.4, height: 0.4 };
const off: SnapTo = { others: [], program, tolerancePx: 0 };
const on: SnapTo = { others: [], program, tolerancePx: 10 };

const expectRect = (actual: Rect, expected: Rect): void => {
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(actual[side], side).toBeCloseTo(expected[side], 9);
};

describe('resizing freely', () => {
  it.each([
    ['e', { ...frame, width: 0.5 }],
    ['w', { ...frame, x: 0.4, width: 0.3 }],
    ['s', { ...frame, height: 0.45 }],
    ['n', { ...frame, y: 0.35, height: 0.35 }],
    ['se', { ...frame, width: 0.5, height: 0.45 }],
    ['nw', { x: 0.4, y: 0.35, width: 0.3, height: 0.35 }],
    ['ne', { x: 0.3, y: 0.35, width: 0.5, height: 0.35 }],
    ['sw', { x: 0.4, y: 0.3, width: 0.3, height: 0.45 }],
  ] as const)('by %s moves only that edge', (handle, expected) => {
    expectRect(resizeFrame({ frame, handle, dx: 0.1, dy: 0.05, aspect: 'free' }, off).frame, expected);
  });

  it('stops at 16 pixels and keeps the other edge', () => {
    const { frame: tiny } = resizeFrame({ frame, handle: 'w', dx: 3, dy: 0, aspect: 'free' }, off);
    expectRect(tiny, { ...frame, x: 0.7 - 16 / 1280, width: 16 / 1280 });
  });

  it('snaps the moved edge and shows its guide', () => {
    const snapped = resizeFrame({ frame, handle: 'e', dx: 0.3 - 5 / 1280, dy: 0, aspect: 'free' }, on);
    expectRect(snapped.frame, { ...frame, width: 0.7 });
    expect(snapped.guides).toEqual([{ axis: 'x', at: 1 }]);
  });

  it('does not snap the edge that stays', () => {
    const near = { ...frame, x: 4 / 1280 };
    const snapped = resizeFrame({ frame: near, handle: 'e', dx: 0.02, dy: 0, aspect: 'free' }, on);
    expect(snapped.frame.x).toBe(4 / 1280);
    expect(snapped.guides).toEqual([]);
  });
});

describe('resizing with kept aspect', () => {
  it.each([
    ['se', { x: 0.3, y: 0.3, width: 0.5, height: 0.5 }, 0.1, 0.02],
    ['se', { x: 0.3, y: 0.3, width: 0.5, height: 0.5 }, 0.02, 0.1],
    ['nw', { x: 0.4, y: 0.4, width: 0.3, height: 0.3 }, 0.1, 0.02],
    ['ne', { x: 0.3, y: 0.2, width: 0.5, height: 0.5 }, 0.1, -0.02],
    ['sw', { x: 0.2, y: 0.3, width: 0.5, height: 0.5 }, -0.1, 0.02],
  ] as const)('by %s follows the side that is pulled further', (handle, expected, dx, dy) => {
    expectRect(resizeFrame({ frame, handle, dx, dy, aspect: 'kept' }, off).frame, expected);
  });

  it('snaps the nearer edge and scales the other with it', () => {
    const wide = { x: 0.3, y: 0.1, width: 0.4, height: 0.2 };
    const snapped = resizeFrame({ frame: wide, handle: 'se', dx: 0.3 - 6 / 1280, dy: 0, aspect: 'kept' }, on);
    expectRect(snapped.frame, { x: 0.3, y: 0.1, width: 0.7, height: 0.35 });
    expect(snapped.guides).toEqual([{ axis: 'x', at: 1 }]);
  });

  it('stretches at an edge handle all the same', () => {
    const { frame: stretched } = resizeFrame({ frame, handle: 'e', dx: 0.1, dy: 0, aspect: 'kept' }, off);
    expectRect(stretched, { ...frame, width: 0.5 });
  });

  it('never turns a layer inside out (seed 11)', () => {
    const random = seededRandom(11);
    const near = { others: [frame], program, tolerancePx: 20 };
    for (let run = 0; run < 2_000; run += 1) {
      const handle: Handle = HANDLES[Math.floor(random() * 8)] ?? 'n';
      const aspect = random() < 0.5 ? 'kept' : 'free';
      const drag = { frame, handle, dx: random() * 4 - 2, dy: random() * 4 - 2, aspect } as const;
      const { frame: next } = resizeFrame(drag, near);
      expect(next.width * 1280).toBeGreaterThanOrEqual(16 - 1e-9);
      expect(next.height * 720).toBeGreaterThanOrEqual(16 - 1e-9);
      if (aspect === 'kept' && handle.length === 2) expect(next.width / next.height).toBeCloseTo(1, 6);
    }
  });
});

describe('cropByHandle', () => {
  it('cuts a quarter of the picture when the edge comes in by a quarter of the box', () => {
    const cropped = cropByHandle({ frame, crop: NO_CROP, handle: 'w', dx: 0.1, dy: 0 });
    expectRect(cropped.frame, { ...frame, x: 0.4, width: 0.3 });
    expect(cropped.crop.left).toBeCloseTo(0.25, 9);
  });

  it('gives back what was cut, and no more', () => {
    const cropped = cropByHandle({ frame, crop: { ...NO_CROP, right: 0.2 }, handle: 'e', dx: 1, dy: 0 });
    expectRect(cropped.frame, { ...frame, width: 0.5 });
    expect(cropped.crop).toEqual(NO_CROP);
  });

  it('cuts two edges at a corner', () => {
    const { crop } = cropByHandle({ frame, crop: NO_CROP, handle: 'se', dx: -0.1, dy: -0.2 });
    expect([crop.top, crop.left]).toEqual([0, 0]);
    expect(crop.right).toBeCloseTo(0.25, 9);
    expect(crop.bottom).toBeCloseTo(0.5, 9);
  });

  it('leaves a twentieth of the picture', () => {
    const { frame: kept, crop } = cropByHandle({ frame, crop: NO_CROP, handle: 'n', dx: 0, dy: 9 });
    expect(crop.top).toBeCloseTo(0.95, 9);
    expect(kept.height).toBeCloseTo(0.02, 9);
  });

  it('keeps the scale of what stays visible (seed 5)', () => {
    const random = seededRandom(5);
    for (let run = 0; run < 500; run += 1) {
      const crop = { top: random() * 0.4, right: random() * 0.4, bottom: random() * 0.4, left: random() * 0.4 };
      const handle: Handle = HANDLES[Math.floor(random() * 8)] ?? 'n';
      const next = cropByHandle({ frame, crop, handle, dx: random() - 0.5, dy: random() - 0.5 });
      const scaleX = (rect: Rect, cut: typeof crop): number => rect.width / (1 - cut.left - cut.right);
      const scaleY = (rect: Rect, cut: typeof crop): number => rect.height / (1 - cut.top - cut.bottom);
      expect(scaleX(next.frame, next.crop)).toBeCloseTo(scaleX(frame, crop), 6);
      expect(scaleY(next.frame, next.crop)).toBeCloseTo(scaleY(frame, crop), 6);
    }
  });
});
