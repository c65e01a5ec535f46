import { expect, type Page } from '@playwright/test';
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

/** Expects an edge to stay where it first is. */
export const expectStill = (edge: readonly EdgeAt[]): void => {
  const moved = edge.filter(({ xPx }) => Math.abs(xPx - (edge[0]?.xPx ?? NaN)) > SLACK_PX);
  expect(moved, 'frames in which it has moved').toEqual([]);
};
