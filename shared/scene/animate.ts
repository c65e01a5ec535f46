import { assertNever } from '../invariant.ts';
import type { Program, ProgramCallout } from './program.ts';

/**
 * The callout card's motion. Durations are milliseconds. The card rises from `risePx` below its place, measured at a program
 * whose longer side is 1280 pixels; other sizes scale it.
 */
export const CARD_MOTION = { enterMs: 240, leaveMs: 160, risePx: 24, designSidePx: 1280 } as const;

/**
 * How far an animation of `durationMs` is at `atMs`: 0 before its start, 1 from its end on.
 * A duration of 0 or less (reduced motion) jumps from 0 to 1 at its start.
 */
export const progress = (atMs: number, startedAtMs: number, durationMs: number): number => {
  if (atMs < startedAtMs) return 0;
  if (durationMs <= 0 || atMs >= startedAtMs + durationMs) return 1;
  return (atMs - startedAtMs) / durationMs;
};

/** Fast first, gentle at the end: for what comes in. */
export const easeOut = (t: number): number => 1 - (1 - t) ** 3;

/** Gentle first, fast at the end: for what leaves. */
export const easeIn = (t: number): number => t ** 3;

/** Where a card is on its way: `rise` 0 is at rest, 1 is a full `risePx` below. */
export type CardPose = {
  readonly phase: 'waiting' | 'entering' | 'resting' | 'leaving' | 'gone';
  readonly opacity: number;
  readonly rise: number;
};

type CardTimes = Pick<ProgramCallout, 'openedAtMs' | 'closedAtMs'>;
type CardDurations = { readonly enterMs: number; readonly leaveMs: number };

/** A card that leaves while it still enters goes back from where it is, without a jump. */
export const cardPose = (times: CardTimes, atMs: number, durations: CardDurations = CARD_MOTION): CardPose => {
  const enteredUntilMs = times.closedAtMs === null ? atMs : Math.min(atMs, times.closedAtMs);
  const entered = progress(enteredUntilMs, times.openedAtMs, durations.enterMs);
  const opacity = easeOut(entered);
  if (times.closedAtMs === null || atMs < times.closedAtMs) {
    const phase = atMs < times.openedAtMs ? 'waiting' : entered < 1 ? 'entering' : 'resting';
    return { phase, opacity, rise: 1 - opacity };
  }
  const left = progress(atMs, times.closedAtMs, durations.leaveMs);
  const kept = opacity * (1 - easeIn(left));
  return { phase: left < 1 ? 'leaving' : 'gone', opacity: kept, rise: 1 - kept };
};

/** Whether the pose will be another one a moment later without anybody doing anything. */
export const isPoseMoving = (pose: CardPose): boolean => {
  switch (pose.phase) {
    case 'waiting':
    case 'entering':
    case 'leaving':
      return true;
    case 'resting':
    case 'gone':
      return false;
    default:
      return assertNever(pose.phase);
  }
};

/** Share of the incoming scene in the picture: linear, as a crossfade of light should be. 1 when no fade is running. */
export const fadeProgress = (fade: Program['fade'], atMs: number): number =>
  fade === null ? 1 : progress(atMs, fade.startedAtMs, fade.durationMs);
