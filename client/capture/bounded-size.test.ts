import { expect, it } from 'vitest';
import { boundedSize } from './bounded-size.ts';

it.each([
  [
    { widthPx: 4000, heightPx: 3000 },
    { widthPx: 1920, heightPx: 1440 },
  ],
  [
    { widthPx: 1000, heightPx: 4000 },
    { widthPx: 480, heightPx: 1920 },
  ],
  [
    { widthPx: 640, heightPx: 480 },
    { widthPx: 640, heightPx: 480 },
  ],
  [
    { widthPx: 10_000, heightPx: 1 },
    { widthPx: 1920, heightPx: 1 },
  ],
])('bounds %o to %o', (size, bounded) => {
  expect(boundedSize(size, 1920)).toEqual(bounded);
});
