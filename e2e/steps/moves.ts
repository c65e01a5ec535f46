import { expect, type Page } from '@playwright/test';
import { easeOut, progress } from '../../shared/scene/animate.ts';
import { STAGE_MOVE_MS } from '../../shared/scene/stage.ts';
import { takeComposedMarks, type ComposedFrame } from '../probes/composed-marks.ts';

/** An edge in one frame. */
export type EdgeAt = { readonly atMs: number; readonly xPx: number };

/** Slots lie on even pixels, and an encoder softens the edge of what comes from afar. */
const SLACK_PX = 5;

/** Collects what the studio composes until a frame shows what `isOver` waits for. */
export const collectComposed = async (
  studio: Page,
  what: string,
  isOver: (frame: ComposedFrame) => boolean,
): Promise<readonly ComposedFrame[]> => {
  const frames: ComposedFrame[] = [];
  const look = async (): Promise<boolean> => {
    const taken = await takeComposedMarks(studio);
    frames.push(...taken);
    return taken.some(isOver);
  };
  await expect.poll(look, { message: what, intervals: [100] }).toBe(true);
  return frames;
};

/** An edge of the mark at `index`, in the frames that show it. */
export const edgeOf = (frames: readonly ComposedFrame[], index: number, side: 'leftPx' | 'rightPx'): EdgeAt[] =>
  frames.flatMap(({ atMs, spans }) => {
    const span = spans[index];
    return span ? [{ atMs, xPx: span[side] }] : [];
  });

/** How far, at most, an edge ever is from where a move that began at `beganAtMs` has it. */
const farthestOff = (edge: readonly EdgeAt[], beganAtMs: number): number => {
  const [from, to] = [edge[0]?.xPx ?? NaN, edge.at(-1)?.xPx ?? NaN];
  const offs = edge.map(({ atMs, xPx }) => {
    const wantedPx = from + (to - from) * easeOut(progress(atMs, beganAtMs, STAGE_MOVE_MS));
    return Math.abs(xPx - wantedPx);
  });
  return Math.max(...offs);
};

/**
 * Expects the edges to go from their first place to their last one along the curve of one single move, in every frame that
 * there is, by the time that the frame is dated with. So a frame that a busy machine lost is no jump, and a jump of a frame is.
 * Returns how many frames show the first edge on its way.
 */
export const expectOneMove = (edges: readonly (readonly EdgeAt[])[]): number => {
  const [leading = []] = edges;
  const [fromPx, toPx] = [leading[0]?.xPx ?? NaN, leading.at(-1)?.xPx ?? NaN];
  const onTheWay = leading.filter(({ xPx }) => Math.abs(xPx - fromPx) > SLACK_PX && Math.abs(xPx - toPx) > SLACK_PX);
  const [first] = onTheWay;
  if (!first) return 0;
  const beginnings = Array.from({ length: STAGE_MOVE_MS }, (_, index) => first.atMs - index);
  const offPx = beginnings.map((beganAtMs) => Math.max(...edges.map((edge) => farthestOff(edge, beganAtMs))));
  expect(Math.min(...offPx), 'pixels off the way of the move').toBeLessThanOrEqual(SLACK_PX);
  return onTheWay.length;
};

/** Expects an edge to stay where it first is. */
export const expectStill = (edge: readonly EdgeAt[]): void => {
  const moved = edge.filter(({ xPx }) => Math.abs(xPx - (edge[0]?.xPx ?? NaN)) > SLACK_PX);
  expect(moved, 'frames in which it has moved').toEqual([]);
};
