import { describe, expect, it } from 'vitest';
import type { Rect } from '../geometry.ts';
import { seededRandom, type Random } from '../random.ts';
import { PeopleLayout, PROGRAM_FORMATS } from './document.ts';
import { calloutFrame, largeCalloutFrame } from './frames.ts';
import { automaticLayout, occupantKey, placeSeats, shownOccupants, type Cast, type Slot } from './layouts.ts';
import { aSeat, oneOf } from './sample-documents.ts';
import { SLOT_ASPECT } from './slot-cells.ts';

const EPSILON = 1e-9;
const LANDSCAPE = 1280 / 720;
const PORTRAIT = 576 / 1024;

const people = (count: number): Cast => ({
  seats: Array.from({ length: count }, (_, index) => aSeat(`p${index}`)),
  screens: [],
  spotlightId: null,
});
const spotlit = (cast: Cast, index: number): Cast => ({
  ...cast,
  spotlightId: cast.seats[index]?.participantId ?? null,
});
const sharing = (cast: Cast, count: number): Cast => ({ ...cast, screens: cast.seats.slice(0, count) });

const keysOf = (slots: readonly Slot[]): string[] => slots.map(({ occupant }) => occupantKey(occupant));
const rectsOf = (slots: readonly Slot[]): Rect[] => slots.map(({ rect }) => rect);
const areaOf = ({ width, height }: Rect): number => width * height;
const rectOf = (slots: readonly Slot[], key: string): Rect | undefined =>
  slots.find(({ occupant }) => occupantKey(occupant) === key)?.rect;

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width - EPSILON &&
  b.x < a.x + a.width - EPSILON &&
  a.y < b.y + b.height - EPSILON &&
  b.y < a.y + a.height - EPSILON;
const overlaps = (rects: readonly Rect[]): boolean =>
  rects.some((rect, index) => rects.slice(index + 1).some((other) => overlap(rect, other)));
const isInside = ({ x, y, width, height }: Rect): boolean =>
  x >= -EPSILON && y >= -EPSILON && x + width <= 1 + EPSILON && y + height <= 1 + EPSILON;
const hasGoodShape = (rect: Rect, aspect: number): boolean => {
  const shape = (rect.width * aspect) / rect.height;
  return shape >= SLOT_ASPECT.min - EPSILON && shape <= SLOT_ASPECT.max + EPSILON;
};

type Case = { readonly layout: PeopleLayout; readonly cast: Cast; readonly aspect: number };

const aCase = (random: Random): Case => {
  const everybody = people(Math.floor(random() * 11));
  const shared = sharing(everybody, random() < 0.3 ? 1 + Math.floor(random() * 2) : 0);
  return {
    layout: oneOf(PeopleLayout.options, random),
    cast: random() < 0.4 ? spotlit(shared, Math.floor(random() * 10)) : shared,
    aspect: oneOf([LANDSCAPE, PORTRAIT, 1, 0.3 + random() * 2.7], random),
  };
};

const cases = (seed: number, count: number): Case[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => aCase(random));
};

describe('any layout of any cast in a box of any shape (seed 21)', () => {
  const MANY = cases(21, 2_000);

  it('gives everybody one slot inside the box; solo has one slot', () => {
    for (const { layout, cast, aspect } of MANY) {
      const slots = placeSeats(layout, cast, aspect);
      const everybody = cast.seats.length + cast.screens.length;
      const isSolo = layout === 'solo' || (layout === 'auto' && automaticLayout(cast) === 'solo');
      expect(slots).toHaveLength(isSolo ? Math.min(1, everybody) : everybody);
      expect(new Set(keysOf(slots)).size).toBe(slots.length);
      expect(rectsOf(slots).every(isInside)).toBe(true);
    }
  });

  it('lays no slot over another, but small ones over the large picture', () => {
    for (const { layout, cast, aspect } of MANY) {
      const rects = rectsOf(placeSeats(layout, cast, aspect)).sort((a, b) => areaOf(b) - areaOf(a));
      expect(overlaps(layout === 'picture-in-picture' ? rects.slice(1) : rects)).toBe(false);
    }
  });

  it('has slots of a shape that cuts off no faces, unless one picture fills the place', () => {
    for (const { layout, cast, aspect } of MANY) {
      const [largest, ...others] = rectsOf(placeSeats(layout, cast, aspect)).sort((a, b) => areaOf(b) - areaOf(a));
      expect(others.every((rect) => hasGoodShape(rect, aspect))).toBe(true);
      if (largest && (layout === 'grid' || layout === 'split')) expect(hasGoodShape(largest, aspect)).toBe(true);
    }
  });

  it('has no slot that is too small to know somebody by, in the formats of a program', () => {
    for (const { layout, cast, aspect } of MANY) {
      if (aspect !== LANDSCAPE && aspect !== PORTRAIT) continue;
      for (const rect of rectsOf(placeSeats(layout, cast, aspect))) expect(areaOf(rect)).toBeGreaterThan(0.008);
    }
  });

  it('knows slots, not people: whoever changes places takes the other’s slot', () => {
    for (const { layout, cast, aspect } of MANY) {
      const turned: Cast = { ...cast, seats: cast.seats.toReversed() };
      const isLed = cast.spotlightId !== null;
      const [rects, turnedRects] = [cast, turned].map((one) => rectsOf(placeSeats(layout, one, aspect)));
      if (!isLed) expect(turnedRects).toEqual(rects);
    }
  });

  it('keeps every slot while somebody is a card or lost: nobody is moved by a bad line', () => {
    for (const { layout, cast, aspect } of MANY) {
      const seats = cast.seats.map((seat, index) =>
        index % 2 === 0 ? { ...seat, presence: 'dropped' as const } : { ...seat, picture: 'card' as const },
      );
      const slots = placeSeats(layout, { ...cast, seats }, aspect);
      expect(rectsOf(slots)).toEqual(rectsOf(placeSeats(layout, cast, aspect)));
    }
  });

  it('does the same for the same', () => {
    for (const { layout, cast, aspect } of MANY.slice(0, 50)) {
      expect(placeSeats(layout, cast, aspect)).toEqual(placeSeats(layout, structuredClone(cast), aspect));
    }
  });
});

describe('automatic', () => {
  it.each([
    ['nobody', people(0), 'solo'],
    ['one person', people(1), 'solo'],
    ['two people', people(2), 'split'],
    ['three people', people(3), 'grid'],
    ['ten people', people(10), 'grid'],
    ['two people, one in the spotlight', spotlit(people(2), 1), 'presentation'],
    ['one person in the spotlight', spotlit(people(1), 0), 'solo'],
    ['a shared screen', sharing(people(3), 1), 'presentation'],
  ] as const)('is for %s', (_, cast, layout) => {
    expect(automaticLayout(cast)).toBe(layout);
    expect(placeSeats('auto', cast, LANDSCAPE)).toEqual(placeSeats(layout, cast, LANDSCAPE));
  });
});

describe('the layouts', () => {
  it('solo fills the box with the spotlight, else the screen, else the first', () => {
    const whole = { x: 0, y: 0, width: 1, height: 1 };
    expect(placeSeats('solo', people(3), LANDSCAPE)).toMatchObject([{ rect: whole }]);
    expect(keysOf(placeSeats('solo', people(3), LANDSCAPE))).toEqual(['person p0']);
    expect(keysOf(placeSeats('solo', sharing(people(3), 1), LANDSCAPE))).toEqual(['screen p0']);
    expect(keysOf(placeSeats('solo', spotlit(sharing(people(3), 1), 2), LANDSCAPE))).toEqual(['person p2']);
    expect(shownOccupants('solo', people(3)).map(occupantKey)).toEqual(['person p0']);
  });

  it('split is side by side in landscape and one above the other in portrait', () => {
    const [left, right] = rectsOf(placeSeats('split', people(2), LANDSCAPE));
    expect(left).toMatchObject({ x: 0, y: 0, height: 1 });
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBeCloseTo(1, 9);
    expect(left?.width).toBeCloseTo(right?.width ?? 0, 9);
    const [top, bottom] = rectsOf(placeSeats('split', people(2), PORTRAIT));
    expect(top).toMatchObject({ x: 0, y: 0, width: 1 });
    expect((bottom?.y ?? 0) + (bottom?.height ?? 0)).toBeCloseTo(1, 9);
  });

  it.each([
    [4, LANDSCAPE, 2, 2],
    [9, LANDSCAPE, 3, 3],
    [10, LANDSCAPE, 5, 2],
    [3, PORTRAIT, 1, 3],
    [4, PORTRAIT, 2, 2],
    [10, PORTRAIT, 2, 5],
  ])('a grid of %i in a box of aspect %f has %i columns and %i rows', (count, aspect, columns, rows) => {
    const rects = rectsOf(placeSeats('grid', people(count), aspect));
    expect(new Set(rects.map(({ y }) => y.toFixed(6))).size).toBe(rows);
    expect(rects.filter(({ y }) => y === rects[0]?.y)).toHaveLength(columns);
  });

  it('presentation gives the screen the largest part of the picture, and everybody a place beside it', () => {
    for (const aspect of [LANDSCAPE, PORTRAIT]) {
      for (const count of [1, 4, 10]) {
        const slots = placeSeats('presentation', sharing(people(count), 1), aspect);
        const screen = rectOf(slots, 'screen p0');
        expect(screen && areaOf(screen)).toBeGreaterThan(aspect < 1 && count > 2 ? 0.48 : 0.6);
        expect(slots).toHaveLength(count + 1);
      }
    }
  });

  it.each(['split', 'picture-in-picture', 'presentation'] as const)(
    '%s gives the spotlight the large slot',
    (layout) => {
      for (const aspect of [LANDSCAPE, PORTRAIT, 1]) {
        const slots = placeSeats(layout, spotlit(people(5), 3), aspect);
        const largest = Math.max(...rectsOf(slots).map(areaOf));
        expect(areaOf(rectOf(slots, 'person p3') ?? { x: 0, y: 0, width: 0, height: 0 })).toBe(largest);
      }
    },
  );

  it.each(Object.values(PROGRAM_FORMATS))('leave the card of a product free in $widthPx × $heightPx', (format) => {
    const aspect = format.widthPx / format.heightPx;
    for (let count = 1; count <= 10; count += 1) {
      const [, ...small] = rectsOf(placeSeats('picture-in-picture', people(count), aspect));
      expect(small.some((rect) => overlap(rect, calloutFrame(format)))).toBe(false);
      const beside = rectsOf(placeSeats('close-up', people(count), aspect));
      expect(beside.some((rect) => overlap(rect, largeCalloutFrame(format)))).toBe(false);
      expect(beside.reduce((sum, rect) => sum + areaOf(rect), 0)).toBeLessThan(0.45);
    }
  });
});
