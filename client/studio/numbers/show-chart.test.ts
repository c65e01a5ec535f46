import { expect, it } from 'vitest';
import type { Timeline } from '../../../shared/show/timeline.ts';
import { calloutBand, stepBars, watchArea, watchLine, type ChartFrame } from './show-chart.ts';

const frame: ChartFrame = { width: 100, height: 50, fromMs: 1_000, toMs: 11_000, top: 10 };

it('draws counts where their time is, and holds the last one', () => {
  const samples = [
    { atMs: 1_000, watching: 0 },
    { atMs: 6_000, watching: 5 },
    { atMs: 8_500, watching: 10 },
  ];
  expect(watchLine(samples, frame)).toBe('M0 50L50 25L75 0L100 0');
  expect(watchArea(samples, frame)).toBe('M0 50L50 25L75 0L100 0V50H0Z');
});

it('keeps inside its frame', () => {
  const samples = [
    { atMs: 0, watching: 20 },
    { atMs: 99_000, watching: 1 },
  ];
  expect(watchLine(samples, frame)).toBe('M0 0L100 45L100 45');
});

it('is empty before anybody was counted, and divides by no time', () => {
  expect([watchLine([], frame), watchArea([], frame)]).toEqual(['', '']);
  expect(watchLine([{ atMs: 1_000, watching: 1 }], { ...frame, toMs: 1_000 })).toBe('M0 45L100 45');
});

it('shows when a product was explained, also a moment, and until now while it is', () => {
  expect(calloutBand({ openedAtMs: 2_000, closedAtMs: 4_000 }, frame)).toEqual({ x: 10, width: 20 });
  expect(calloutBand({ openedAtMs: 6_000, closedAtMs: null }, frame)).toEqual({ x: 50, width: 50 });
  expect(calloutBand({ openedAtMs: 11_000, closedAtMs: 11_000 }, frame)).toEqual({ x: 98, width: 2 });
});

it('has a bar for each step that has something, inside the frame', () => {
  const step = (atMs: number, orders: number) => ({ atMs, orders, watching: 0, gmv: [] });
  const timeline: Timeline = { stepMs: 2_000, steps: [step(0, 5), step(2_000, 0), step(4_000, 10), step(10_000, 0.1)] };
  expect(stepBars(timeline, frame, ({ orders }) => orders)).toEqual([
    { x: 0, y: 25, width: 8.4, height: 25 },
    { x: 30, y: 0, width: 16.8, height: 50 },
    { x: 90, y: 47, width: 8.4, height: 3 },
  ]);
});
