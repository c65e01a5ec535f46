import { expect } from '@playwright/test';
import { easeOut, progress } from '../../shared/scene/animate.ts';
import { STAGE_MOVE_MS } from '../../shared/scene/stage.ts';
import type { ComposedFrame, MarkSpan } from '../probes/composed-marks.ts';

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

/** How far, at most, an edge ever is from where a move that began at `beganAtMs` has it. */
const farthestOff = (edge: readonly EdgeAt[], beganAtMs: number): number => {
  const [fromPx, toPx] = [edge[0]?.xPx ?? NaN, edge.at(-1)?.xPx ?? NaN];
  const offs = edge.map(({ atMs, xPx }) => {
    const share = easeOut(progress(atMs, beganAtMs, STAGE_MOVE_MS));
    return Math.abs(xPx - (fromPx + (toPx - fromPx) * share));
  });
  return Math.max(...offs);
};

/**
 * Expects that the first two marks, which stand beside each other, went from their places in the first frame to those in the last
 * one without a jump: the edges between them are on the curve of one move in every frame, by the time of its stamp, and the first
 * frame that shows it is at most a frame's time on its way. Nobody who comes or goes may be drawn over those edges.
 */
export const expectOneMove = (frames: readonly ComposedFrame[]): void => {
  const edges = [edgeOf(frames, 0, 'rightPx'), edgeOf(frames, 1, 'leftPx')];
  const [[former, ...others] = []] = edges;
  const first = others.find(({ xPx }) => Math.abs(xPx - (former?.xPx ?? NaN)) > SLACK_PX);
  const firstAtMs = first?.atMs ?? NaN;
  const beginnings = Array.from({ length: Math.floor(FRAME_MS * 2) }, (_, index) => firstAtMs - index / 2);
  const offPx = beginnings.map((beganAtMs) => Math.max(...edges.map((edge) => farthestOff(edge, beganAtMs))));
  expect(Math.min(...offPx), `pixels off the way of one move in ${JSON.stringify(edges)}`).toBeLessThanOrEqual(
    SLACK_PX,
  );
};
