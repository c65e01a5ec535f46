import { expect, type Page } from '@playwright/test';
import { easeOut, progress } from '../../shared/scene/animate.ts';
import { STAGE_MOVE_MS } from '../../shared/scene/stage.ts';
import { readComposedMarks, takeComposedMarks, type ComposedFrame, type MarkSpan } from '../probes/composed-marks.ts';

/** An edge in one frame. */
type EdgeAt = { readonly atMs: number; readonly xPx: number };

/**
 * Slots lie on even pixels, their colors run into the pixels beside them, and a stamp says whole milliseconds, in which a third
 * of the picture's width moves by up to three pixels.
 */
const SLACK_PX = 6;
/** A frame's time of the program, and the millisecond that a stamp leaves out. */
const FRAME_MS = 1000 / 30 + 1;

const edgeOf = (frames: readonly ComposedFrame[], index: number, side: keyof MarkSpan): EdgeAt[] =>
  frames.map(({ atMs, spans }) => ({ atMs, xPx: spans[index]?.[side] ?? NaN }));

/** The first frame in which an edge is seen to have moved; -1 when it never was. */
const firstMoved = (edge: readonly EdgeAt[]): number =>
  edge.findIndex(({ xPx }) => Math.abs(xPx - (edge[0]?.xPx ?? NaN)) > SLACK_PX);

/** Reads on until a move of the first mark is over: a busy page is behind what viewers see already. */
export const collectMove = async (studio: Page): Promise<readonly ComposedFrame[]> => {
  const isOver = async (): Promise<boolean> => {
    const edge = edgeOf(await readComposedMarks(studio), 0, 'rightPx');
    return (edge.at(-1)?.atMs ?? NaN) - (edge[firstMoved(edge)]?.atMs ?? NaN) >= STAGE_MOVE_MS;
  };
  await expect.poll(isOver, 'the move is read to its end').toBe(true);
  return takeComposedMarks(studio);
};

/** How far, at most, an edge ever is from where a move that began at `beganAtMs` has it. */
const farthestOff = (edge: readonly EdgeAt[], beganAtMs: number): number => {
  const [fromPx, toPx] = [edge[0]?.xPx ?? NaN, edge.at(-1)?.xPx ?? NaN];
  const offs = edge.map(({ atMs, xPx }) => {
    const share = easeOut(progress(atMs, beganAtMs, STAGE_MOVE_MS));
    return Math.abs(xPx - (fromPx + (toPx - fromPx) * share));
  });
  return Math.max(...offs);
};

/** How long the move may have been on its way in the frame at `index`: a frame's time, and as many more as frames before were not read. */
const mostLeadMs = (frames: readonly ComposedFrame[], index: number): number => {
  const [before, frame] = [frames[index - 1], frames[index]];
  if (!before || !frame) return NaN;
  return before.counter + 1 === frame.counter ? FRAME_MS : frame.atMs - before.atMs;
};

/**
 * Expects that the first two marks, which stand beside each other, went from their places in the first frame to those in the last
 * one without a jump: the edges between them are on the curve of one move in every frame, by the time of its stamp, and the first
 * frame that shows it is at most a frame's time on its way, if the one before was read. Nobody who comes or goes may be drawn over those edges.
 */
export const expectOneMove = (frames: readonly ComposedFrame[]): void => {
  const edges = [edgeOf(frames, 0, 'rightPx'), edgeOf(frames, 1, 'leftPx')];
  const first = firstMoved(edges[0] ?? []);
  const firstAtMs = frames[first]?.atMs ?? NaN;
  const steps = Math.floor(mostLeadMs(frames, first) * 2);
  const beginnings = Array.from({ length: steps }, (_, index) => firstAtMs - index / 2);
  const offPx = beginnings.map((beganAtMs) => Math.max(...edges.map((edge) => farthestOff(edge, beganAtMs))));
  expect(Math.min(...offPx), `pixels off the way of one move in ${JSON.stringify(edges)}`).toBeLessThanOrEqual(
    SLACK_PX,
  );
};
