import { describe, expect, it } from 'vitest';
import type { Rect } from '../geometry.ts';
import { seededRandom, type Random } from '../random.ts';
import { PeopleLayout } from './document.ts';
import { occupantKey, placeSeats } from './layouts.ts';
import type { ProgramStage, StageSeats } from './program.ts';
import { aSeat, aStage, oneOf } from './sample-documents.ts';
import { changeStage, restingStage, STAGE_MOVE_MS } from './stage.ts';
import { stagePoses, type Pose } from './stage-poses.ts';

const LANDSCAPE = 1280 / 720;

const posesAt = (layout: PeopleLayout, stage: ProgramStage, atMs: number): Map<string, Pose> =>
  new Map(
    stagePoses({ layout, stage, aspect: LANDSCAPE, room: 1, atMs }).map((pose) => [occupantKey(pose.occupant), pose]),
  );

const NAMES = ['host', 'ada', 'bo', 'cy', 'dee', 'eve', 'flo'];

const aCast = (random: Random): StageSeats => {
  const seats = NAMES.filter(() => random() < 0.6).map((name) => aSeat(name));
  const turned = random() < 0.3 ? seats.toReversed() : seats;
  return {
    seats: turned,
    screens: random() < 0.25 ? turned.slice(0, 1) : [],
    spotlightId: random() < 0.3 ? (turned.at(-1)?.participantId ?? null) : null,
    droppedWord: '',
  };
};

const farthest = (a: Rect, b: Rect): number =>
  Math.max(
    Math.abs(a.x - b.x),
    Math.abs(a.y - b.y),
    Math.abs(a.x + a.width - b.x - b.width),
    Math.abs(a.y + a.height - b.y - b.height),
  );

describe('people in the picture', () => {
  const one = aStage([aSeat('ada')]);
  const two = changeStage(one, aStage([aSeat('ada'), aSeat('bo')]), 1_000);

  it('rest in their slots', () => {
    const rested = stagePoses({ layout: 'split', stage: two, aspect: LANDSCAPE, room: 1, atMs: 1_000 + STAGE_MOVE_MS });
    const slots = placeSeats('split', two, LANDSCAPE);
    expect(rested).toEqual(slots.map(({ occupant, rect }) => ({ occupant, rect, rest: rect, opacity: 1 })));
  });

  it('are where they were at the moment of a change, and whoever comes is not seen yet', () => {
    const poses = posesAt('split', two, 1_000);
    const [slot] = placeSeats('split', one, LANDSCAPE);
    expect(poses.get('person ada')).toMatchObject({ rect: slot?.rect, opacity: 1 });
    expect(poses.get('person bo')?.opacity).toBe(0);
  });

  it('fade out where they stood when they go, and are gone in the end', () => {
    const left = changeStage({ ...two, former: null }, one, 5_000);
    const [, place] = placeSeats('split', two, LANDSCAPE);
    const middle = posesAt('split', left, 5_000 + STAGE_MOVE_MS / 2).get('person bo');
    expect(middle?.opacity).toBeCloseTo(0.125, 9);
    expect(middle?.rest).toEqual(place?.rect);
    expect(posesAt('split', left, 5_000 + STAGE_MOVE_MS).has('person bo')).toBe(false);
  });

  it('have the large picture first, so that no small one is hidden by it', () => {
    const poses = stagePoses({
      layout: 'picture-in-picture',
      stage: aStage(NAMES.map((name) => aSeat(name))),
      aspect: 1,
      room: 1,
      atMs: 0,
    });
    const areas = poses.map(({ rect }) => rect.width * rect.height);
    expect(areas).toEqual(areas.toSorted((a, b) => b - a));
  });
});

/** The steepest part of the ease: three times the whole way (at most the box) in the time of a move, and what shrinks. */
const MAX_STEP_PER_MS = 3.3 / STAGE_MOVE_MS;

/** How far anything moves, fades, appears or vanishes at most within a millisecond of random changes. */
const largestStep = (random: Random): number => {
  const layout = oneOf(PeopleLayout.options, random);
  let stage = restingStage(aCast(random));
  let before = posesAt(layout, stage, 0);
  let changesAtMs = 50;
  let largest = 0;
  for (let atMs = 1; atMs < 1_500; atMs += 1) {
    if (atMs >= changesAtMs) {
      stage = changeStage(stage, aCast(random), atMs);
      changesAtMs = atMs + 60 + Math.floor(random() * 300);
    }
    const now = posesAt(layout, stage, atMs);
    for (const [key, pose] of now) {
      const former = before.get(key);
      largest = Math.max(largest, Math.abs((former?.opacity ?? 0) - pose.opacity));
      if (former) largest = Math.max(largest, farthest(former.rect, pose.rect));
    }
    for (const [key, pose] of before) if (!now.has(key)) largest = Math.max(largest, pose.opacity);
    before = now;
  }
  return largest;
};

it.each(Array.from({ length: 20 }, (_, index) => index + 500))(
  'changes at random moments make nobody jump, appear or vanish (seed %i)',
  (seed) => {
    expect(largestStep(seededRandom(seed))).toBeLessThanOrEqual(MAX_STEP_PER_MS);
  },
);
