import { describe, expect, it } from 'vitest';
import { FULL_FRAME, NO_CROP } from '../geometry.ts';
import { seededRandom } from '../random.ts';
import { containRect, croppedRect, evenRect, placePicture } from './place.ts';

const HD = { widthPx: 1280, heightPx: 720 };
const FULL_HD = { widthPx: 1920, heightPx: 1080 };
const SQUARE = { widthPx: 600, heightPx: 600 };
const BOX = { x: 0, y: 0, width: 1280, height: 720 };

describe('evenRect', () => {
  it.each([
    [
      { x: 0.9, y: 0.9, width: 10.2, height: 10.2 },
      { x: 0, y: 0, width: 12, height: 12 },
    ],
    [
      { x: -3.2, y: 5, width: 1, height: 0.1 },
      { x: -4, y: 6, width: 2, height: 2 },
    ],
    [
      { x: 100, y: 50, width: 640, height: 360 },
      { x: 100, y: 50, width: 640, height: 360 },
    ],
  ])('of %o is %o', (rect, even) => {
    expect(evenRect(rect)).toEqual(even);
  });
});

describe('containRect', () => {
  it.each([
    ['wide into square', 2, { x: 0, y: 25, width: 100, height: 50 }],
    ['tall into square', 0.5, { x: 25, y: 0, width: 50, height: 100 }],
    ['square into square', 1, { x: 0, y: 0, width: 100, height: 100 }],
  ])('%s', (_, aspect, expected) => {
    expect(containRect({ x: 0, y: 0, width: 100, height: 100 }, aspect)).toEqual(expected);
  });
});

describe('croppedRect', () => {
  it('is what the crops leave', () => {
    expect(croppedRect({ top: 0.25, right: 0.25, bottom: 0.25, left: 0.25 })).toEqual({
      x: 0.25,
      y: 0.25,
      width: 0.5,
      height: 0.5,
    });
  });

  it('stays a sliver inside the picture when opposite crops meet', () => {
    const { x, width } = croppedRect({ ...NO_CROP, left: 0.95, right: 0.95 });
    expect(width).toBe(0.01);
    expect(x + width).toBeLessThanOrEqual(1);
  });
});

describe('placePicture', () => {
  const base = { source: HD, crop: NO_CROP, box: BOX, orientation: 'normal' } as const;

  it.each(['cover', 'contain', 'stretch'] as const)('shows all of a picture of the same shape by %s', (fit) => {
    expect(placePicture({ ...base, source: FULL_HD, fit })).toEqual({ from: FULL_FRAME, to: BOX });
  });

  it('covers with the middle of a wider picture', () => {
    const box = { x: 0, y: 0, width: 600, height: 600 };
    expect(placePicture({ ...base, fit: 'cover', box })).toEqual({
      from: { x: 0.21875, y: 0, width: 0.5625, height: 1 },
      to: box,
    });
  });

  it('covers with the middle of a taller picture', () => {
    expect(placePicture({ ...base, source: SQUARE, fit: 'cover' })).toEqual({
      from: { x: 0, y: 0.21875, width: 1, height: 0.5625 },
      to: BOX,
    });
  });

  it('contains a square picture between bars', () => {
    expect(placePicture({ ...base, source: SQUARE, fit: 'contain' })).toEqual({
      from: FULL_FRAME,
      to: { x: 280, y: 0, width: 720, height: 720 },
    });
  });

  it('stretches a square picture over the box', () => {
    expect(placePicture({ ...base, source: SQUARE, fit: 'stretch' })).toEqual({ from: FULL_FRAME, to: BOX });
  });

  it('fits what the crop leaves, not the whole picture', () => {
    const crop = { ...NO_CROP, left: 0.25, right: 0.25 };
    expect(placePicture({ ...base, crop, fit: 'contain' })).toEqual({
      from: { x: 0.25, y: 0, width: 0.5, height: 1 },
      to: { x: 320, y: 0, width: 640, height: 720 },
    });
  });

  it('cuts the edge that is seen as left, in a mirrored picture the right one of the frame', () => {
    const crop = { ...NO_CROP, left: 0.25 };
    const place = (orientation: 'normal' | 'mirrored'): number =>
      placePicture({ ...base, crop, fit: 'stretch', orientation }).from.x;
    expect([place('normal'), place('mirrored')]).toEqual([0.25, 0]);
  });

  it('never reads outside the frame, whatever the crop, sizes and fit (seed 7)', () => {
    const random = seededRandom(7);
    for (let run = 0; run < 2_000; run += 1) {
      const cut = (): number => random() * 0.95;
      const { from, to } = placePicture({
        source: { widthPx: 16 + Math.floor(random() * 4_000), heightPx: 16 + Math.floor(random() * 4_000) },
        crop: { top: cut(), right: cut(), bottom: cut(), left: cut() },
        fit: random() < 0.5 ? 'cover' : 'contain',
        box: evenRect({ x: random() * 900, y: random() * 900, width: random() * 900, height: random() * 900 }),
        orientation: random() < 0.5 ? 'normal' : 'mirrored',
      });
      expect(Math.min(from.x, from.y)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(from.x + from.width, from.y + from.height)).toBeLessThanOrEqual(1 + 1e-9);
      expect(Math.min(from.width, from.height)).toBeGreaterThan(0);
      expect([to.x % 2, to.y % 2, to.width % 2, to.height % 2].map(Math.abs)).toEqual([0, 0, 0, 0]);
    }
  });
});
