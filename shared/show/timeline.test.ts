import { expect, it } from 'vitest';
import { valuesOf } from '../buckets.ts';
import type { Sample } from './numbers.ts';
import { timelineOf, type Timeline } from './timeline.ts';
import { ScriptedTill } from './till-fixture.ts';

const NOBODY: readonly Sample[] = [];
const timeline = (till: ScriptedTill, samples = NOBODY): Timeline => timelineOf(samples, valuesOf(till.ledger.holds));

it('counts an order where it was asked for, however late it was paid, and each currency by itself', () => {
  const till = new ScriptedTill({ stock: 9, priceMinor: 3_990 });
  till.show.atMs = 20_000;
  till.want('ann');
  till.show.atMs = 24_000;
  till.want('bo');
  till.show.atMs = 41_000;
  till.want('cy');
  for (const name of ['ann', 'bo']) till.pay(till.newest(name).holdId, name);
  const { stepMs, steps } = timeline(till);
  expect(stepMs).toBe(10_000);
  expect(steps.map(({ atMs, orders }) => [atMs, orders])).toEqual([
    [20_000, 2],
    [30_000, 0],
    [40_000, 0],
  ]);
  expect(steps.map(({ gmv }) => gmv.map(({ currency, confirmedMinor }) => [currency, confirmedMinor]))).toEqual([
    [['CNY', 7_980]],
    [],
    [['CNY', 0]],
  ]);
});

it('says the most that watched in a step, those among them who were there when it began', () => {
  const samples = [
    { atMs: 5_000, watching: 7 },
    { atMs: 5_000, watching: 2 },
    { atMs: 31_000, watching: 1 },
    { atMs: 32_000, watching: 4 },
  ];
  expect(timeline(new ScriptedTill(), samples).steps.map(({ watching }) => watching)).toEqual([7, 2, 2, 4]);
});

it.each([
  [60_000, 10_000],
  [590_000, 10_000],
  [600_000, 30_000],
  [3_600_000, 120_000],
  [13 * 3_600_000, 30 * 60_000],
  [100 * 3_600_000, 2 * 3_600_000],
])('cuts %i ms into steps of %i ms, no more than sixty', (spanMs, expected) => {
  const samples = [
    { atMs: 9_999, watching: 1 },
    { atMs: 9_999 + spanMs, watching: 1 },
  ];
  const { stepMs, steps } = timeline(new ScriptedTill(), samples);
  expect(stepMs).toBe(expected);
  expect(steps.length).toBeLessThanOrEqual(60);
  expect(steps.at(-1)?.atMs).toBeGreaterThan(9_999 + spanMs - expected);
});

it('is empty before anything was counted', () => {
  expect(timeline(new ScriptedTill()).steps).toEqual([]);
});
