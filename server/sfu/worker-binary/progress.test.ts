import { expect, test } from 'vitest';
import { nextProgressLine, parseNinjaProgress } from './progress.ts';

test("ninja's counter is read", () => {
  expect(parseNinjaProgress('[26/261] Compiling C++ object x.o')).toEqual({ done: 26, total: 261 });
});

test('other output is no progress', () => {
  expect(parseNinjaProgress('In file included from [1/2]')).toBeUndefined();
});

test('each tenth is said once', () => {
  const said: string[] = [];
  let percent = 0;
  for (let done = 0; done <= 261; done += 1) {
    const next = nextProgressLine({ done, total: 261 }, percent);
    if (!next) continue;
    percent = next.percent;
    said.push(next.line);
  }
  expect(said).toHaveLength(10);
  expect(said[0]).toBe('Building the media worker: 10 %');
  expect(said.at(-1)).toBe('Building the media worker: 100 %');
});
