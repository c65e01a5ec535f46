import type { CalloutReport } from '../../../shared/show/numbers-report.ts';
import type { Sample } from '../../../shared/show/numbers.ts';
import type { Timeline, TimeStep } from '../../../shared/show/timeline.ts';

/** A chart's frame in its own units, and the time that its width is; y grows downwards. */
export type ChartFrame = {
  readonly width: number;
  readonly height: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The value at the top edge. */
  readonly top: number;
};

const round = (value: number): number => Math.round(value * 10) / 10;

const xOf = (atMs: number, { width, fromMs, toMs }: ChartFrame): number => {
  const share = (atMs - fromMs) / Math.max(1, toMs - fromMs);
  return round(Math.min(1, Math.max(0, share)) * width);
};

const yOf = (value: number, { height, top }: ChartFrame): number =>
  round(height - (Math.min(value, top) / top) * height);

/** An SVG path of how many watched; the last count holds to the right edge. Empty before the first. */
export const watchLine = (samples: readonly Sample[], frame: ChartFrame): string => {
  const last = samples.at(-1);
  if (!last) return '';
  const points = samples.map(({ atMs, watching }) => `${xOf(atMs, frame)} ${yOf(watching, frame)}`);
  return `M${points.join('L')}L${round(frame.width)} ${yOf(last.watching, frame)}`;
};

/** The same with the area below it. */
export const watchArea = (samples: readonly Sample[], frame: ChartFrame): string => {
  const [first] = samples;
  if (!first) return '';
  return `${watchLine(samples, frame)}V${frame.height}H${xOf(first.atMs, frame)}Z`;
};

export type Band = { readonly x: number; readonly width: number };

/** So that a short one can be seen. */
const LEAST_BAND = 2;

/** Where a product was explained, in the chart's width. */
export const calloutBand = (callout: Pick<CalloutReport, 'openedAtMs' | 'closedAtMs'>, frame: ChartFrame): Band => {
  const x = xOf(callout.openedAtMs, frame);
  const end = xOf(callout.closedAtMs ?? frame.toMs, frame);
  const width = Math.max(LEAST_BAND, round(end - x));
  return { x: Math.min(x, frame.width - width), width };
};

export type Bar = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** What of a bar's width is between it and the next. */
const GAP = 0.16;
/** So that one order among a thousand can be seen. */
const LEAST_BAR = 3;

/** A bar for each step in which `valueOf` is more than nothing. */
export const stepBars = (
  { stepMs, steps }: Timeline,
  frame: ChartFrame,
  valueOf: (step: TimeStep) => number,
): readonly Bar[] =>
  steps.flatMap((step) => {
    const value = valueOf(step);
    if (value <= 0) return [];
    const from = xOf(step.atMs, frame);
    const room = Math.max(LEAST_BAND, xOf(step.atMs + stepMs, frame) - from);
    const width = Math.max(LEAST_BAND, round(room * (1 - GAP)));
    const height = Math.max(LEAST_BAR, round(frame.height - yOf(value, frame)));
    return [{ x: Math.min(from, frame.width - width), y: round(frame.height - height), width, height }];
  });
