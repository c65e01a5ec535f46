import { describe, expect, it } from 'vitest';
import { fillWith, flatSurface, pyramidOf, rowsOf } from '../planes/testing.ts';
import { makeSurface, type Plane, type Surface } from '../planes/surface.ts';
import { BACKDROP_COLORS, type BackdropKind } from './backdrops.ts';
import { BackdropPainter } from './composite.ts';

const SIZE = { widthPx: 32, heightPx: 16 };
const { light } = BACKDROP_COLORS;

/** A room with a bright window on the right. */
const room = (): Surface => {
  const surface = flatSurface(SIZE, 60, 120, 140);
  fillWith(surface.y, (x) => (x < 24 ? 60 : 220));
  return surface;
};

/** A person on the left half, in the picture's own size. */
const personOnTheLeft = (): Plane => {
  const { y } = makeSurface(SIZE);
  fillWith(y, (x) => (x < 16 ? 255 : 0));
  return y;
};

const painted = (kind: BackdropKind, opacity: Plane | null): Surface => {
  const target = makeSurface(SIZE);
  new BackdropPainter().paint(target, pyramidOf(room()), kind, opacity);
  return target;
};

const row = (plane: Plane): number[] => rowsOf(plane)[4] ?? [];

describe('a person before a plain color', () => {
  it('is painted as they are, and all around them has the color', () => {
    const { y, u, v } = painted('light', personOnTheLeft());
    expect(row(y)).toEqual([...Array<number>(16).fill(60), ...Array<number>(16).fill(light.y)]);
    expect(row(u)).toEqual([...Array<number>(8).fill(120), ...Array<number>(8).fill(light.u)]);
    expect(row(v)).toEqual([...Array<number>(8).fill(140), ...Array<number>(8).fill(light.v)]);
  });

  it('is found by a mask of any size', () => {
    const small = makeSurface({ widthPx: 4, heightPx: 4 }).y;
    fillWith(small, (x) => (x < 2 ? 255 : 0));
    const luma = row(painted('dark', small).y);
    expect(luma.slice(0, 12)).toEqual(Array<number>(12).fill(60));
    expect(luma.slice(20)).toEqual(Array<number>(12).fill(BACKDROP_COLORS.dark.y));
  });
});

describe('a blurred room', () => {
  it('leaves the person sharp', () => {
    const luma = row(painted('blur', personOnTheLeft()).y);
    expect(luma.slice(0, 16)).toEqual(Array<number>(16).fill(60));
    expect(luma[23], 'the window’s edge is soft').toBeGreaterThan(100);
    expect(luma[24]).toBeLessThan(200);
  });
});

it.each(['blur', 'light', 'dark'] as const)(
  'while nobody knows where the person is, %s blurs the whole picture',
  (kind) => {
    const { y, u } = painted(kind, null);
    expect(row(y)[0]).toBe(60);
    expect(row(y)[23]).toBeGreaterThan(100);
    expect(row(y)[24]).toBeLessThan(200);
    expect(row(u)).toEqual(Array<number>(16).fill(120));
  },
);
