import { expect, it } from 'vitest';
import { placeBeside, placeUnder } from './place.ts';

const viewport = { width: 400, height: 300 };
const floating = { width: 100, height: 20 };
const middle = { left: 180, top: 100, width: 40, height: 30 };

it('centers above its anchor, and goes below where there is no room', () => {
  const at = { floating, viewport, gapPx: 6, side: 'top' } as const;
  expect(placeBeside({ ...at, anchor: middle })).toEqual({ leftPx: 150, topPx: 74 });
  expect(placeBeside({ ...at, anchor: { ...middle, top: 10 } })).toEqual({ leftPx: 150, topPx: 46 });
});

it('changes sides at the edges', () => {
  const at = { floating, viewport, gapPx: 6 } as const;
  expect(placeBeside({ ...at, side: 'right', anchor: middle }).leftPx).toBe(226);
  expect(placeBeside({ ...at, side: 'right', anchor: { ...middle, left: 350 } }).leftPx).toBe(244);
  expect(placeBeside({ ...at, side: 'left', anchor: { ...middle, left: 20 } }).leftPx).toBe(66);
  expect(placeBeside({ ...at, side: 'bottom', anchor: { ...middle, top: 260 } }).topPx).toBe(234);
});

it('stays inside the viewport', () => {
  const at = { floating, viewport, gapPx: 6, side: 'top' } as const;
  expect(placeBeside({ ...at, anchor: { ...middle, left: 0 } }).leftPx).toBe(8);
  expect(placeBeside({ ...at, anchor: { ...middle, left: 380 } }).leftPx).toBe(292);
});

it('hangs a menu under its button, above it only where that has more room', () => {
  const tall = { width: 120, height: 150 };
  expect(placeUnder({ anchor: middle, floating: tall, viewport, gapPx: 4 })).toEqual({ leftPx: 180, topPx: 134 });
  const low = { ...middle, top: 240 };
  expect(placeUnder({ anchor: low, floating: tall, viewport, gapPx: 4 })).toEqual({ leftPx: 180, topPx: 86 });
});
