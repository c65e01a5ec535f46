import { expect, test } from 'vitest';
import { figuresOf, isMet, median, percentile } from './figure.ts';
import { markdownTable } from './report.ts';

test.each([
  [[5, 1, 3], 0.5, 3],
  [[4, 1, 3, 2], 0.5, 2],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.95, 10],
  [[7], 0.95, 7],
])('of %j the percentile %d is %d', (values, fraction, expected) => {
  expect(percentile(values, fraction)).toBe(expected);
});

test.each([
  [[5, 1, 3], 3],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('a figure of nothing is refused', () => {
  expect(() => percentile([], 0.5)).toThrow('nothing was measured');
  expect(() => median([])).toThrow('nothing was measured');
});

test('a goal is met by the median, not by each run', () => {
  const figure = { name: 'Delay', unit: 'ms', runs: [40, 50, 90], goal: { atMost: 55 } } as const;
  expect(isMet(figure)).toBe(true);
  expect(isMet({ ...figure, goal: { atMost: 49 } })).toBe(false);
});

test('runs become figures by their names', () => {
  const figures = figuresOf([{ p50: 1 }, { p50: 2 }], { p50: { title: 'Delay, p50', unit: 'ms', atMost: 5 } });
  expect(figures).toEqual([{ name: 'Delay, p50', unit: 'ms', runs: [1, 2], goal: { atMost: 5 } }]);
});

test('the table shows medians, spreads, goals and whether they are met', () => {
  const table = markdownTable([
    { name: 'Delay', unit: 'ms', runs: [40, 50.25, 60], goal: { atMost: 49 } },
    { name: 'Size', unit: 'kB', runs: [66], goal: null },
  ]);
  expect(table.split('\n')).toEqual([
    '| Figure |  Median |  Spread |    Goal |        |',
    '| ------ | ------: | ------: | ------: | ------ |',
    '| Delay  | 50.3 ms | 40 – 60 | ≤ 49 ms | missed |',
    '| Size   |   66 kB |         |         |        |',
  ]);
});
