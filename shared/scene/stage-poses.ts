import type { Rect } from '../geometry.ts';
import { easeOut } from './animate.ts';
import type { PeopleLayout } from './document.ts';
import { occupantKey, placeSeats, type Occupant } from './layouts.ts';
import type { ProgramStage } from './program.ts';
import { stageProgress } from './stage.ts';

/** Somebody in the picture at one moment; rectangles in fractions of the layer's box. */
export type Pose = {
  readonly occupant: Occupant;
  readonly rect: Rect;
  readonly opacity: number;
  /** Where the move ends, or, of somebody who leaves, where it began: rasters are made for it and not per frame. */
  readonly rest: Rect;
};

/** How much smaller than its slot a picture is when it appears, and when it has gone. */
const SHRINK = 0.08;

const mixed = (from: number, to: number, share: number): number => from + (to - from) * share;

const mixedRect = (from: Rect, to: Rect, share: number): Rect => ({
  x: mixed(from.x, to.x, share),
  y: mixed(from.y, to.y, share),
  width: mixed(from.width, to.width, share),
  height: mixed(from.height, to.height, share),
});

const aboutCenter = ({ x, y, width, height }: Rect, scale: number): Rect => ({
  x: x + (width * (1 - scale)) / 2,
  y: y + (height * (1 - scale)) / 2,
  width: width * scale,
  height: height * scale,
});

export type PoseFacts = {
  readonly layout: PeopleLayout;
  readonly stage: ProgramStage;
  /** Width by height of the layer's box in pixels. */
  readonly aspect: number;
  /** See `placeSeats`. */
  readonly room: number;
  readonly atMs: number;
};

/**
 * Where everybody is at `atMs`: in their slots, or on the way there from wherever they were when the stage changed. Who
 * appears grows and fades in, who goes fades out. A pure function of time, so an interrupted move goes on from where it is.
 * Larger pictures come first, so that a small one is never drawn under the one it passes.
 */
export const stagePoses = (facts: PoseFacts): Pose[] => posesAt(facts).sort((a, b) => areaOf(b.rect) - areaOf(a.rect));

const areaOf = ({ width, height }: Rect): number => width * height;

const posesAt = ({ layout, stage, aspect, room, atMs }: PoseFacts): Pose[] => {
  const slots = placeSeats(layout, stage, aspect, room);
  const passed = stageProgress(stage, atMs);
  if (stage.former === null || passed >= 1) {
    return slots.map(({ occupant, rect }) => ({ occupant, rect, opacity: 1, rest: rect }));
  }
  const before = new Map<string, Pose>();
  for (const pose of posesAt({ layout, stage: stage.former, aspect, room, atMs: stage.changedAtMs })) {
    before.set(occupantKey(pose.occupant), pose);
  }
  const share = easeOut(passed);
  const poses = slots.map(({ occupant, rect }): Pose => {
    const key = occupantKey(occupant);
    const from = before.get(key);
    before.delete(key);
    if (from === undefined) {
      return { occupant, rect: aboutCenter(rect, mixed(1 - SHRINK, 1, share)), opacity: share, rest: rect };
    }
    return {
      occupant,
      rect: mixedRect(from.rect, rect, share),
      opacity: mixed(from.opacity, 1, share),
      rest: rect,
    };
  });
  for (const { occupant, rect, opacity, rest } of before.values()) {
    poses.push({ occupant, rect: aboutCenter(rect, 1 - SHRINK * share), opacity: opacity * (1 - share), rest });
  }
  return poses;
};
