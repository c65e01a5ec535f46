import { expect, it } from 'vitest';
import { CARD_CELLS } from '../../probes/card-in-picture.ts';
import { LUMA_GRID, type StampSample } from '../../probes/stamp-probe.ts';
import { findCallout } from './card-frames.ts';

const FRAME_MS = 40;
const PRESSED_AT_MS = 20 * FRAME_MS;

const frame = (index: number, grayOf: (cell: number) => number, card: StampSample['card'] = 'absent'): StampSample => ({
  presentedAtMs: index * FRAME_MS,
  counter: index,
  ageMs: 50,
  widthPx: 1280,
  heightPx: 720,
  luma: Array.from({ length: LUMA_GRID.columns * LUMA_GRID.rows }, (_, cell) => grayOf(cell)),
  card,
});

/** A picture whose every cell goes up and down by so much. */
const moving = (count: number): StampSample[] =>
  Array.from({ length: count }, (_, index) => frame(index, () => 100 + 30 * (index % 2)));

it('finds the first frame with the card, and when the page’s own came', () => {
  const samples = [...moving(23), frame(23, () => 200), frame(24, () => 220, 'shown')];
  expect(findCallout(samples, PRESSED_AT_MS)).toEqual({
    kind: 'seen',
    presentedAtMs: 23 * FRAME_MS,
    composedAtMs: 23 * FRAME_MS - 50,
    ownCardAtMs: 24 * FRAME_MS,
  });
});

it('takes neither motion of before nor a faint or small change for a card', () => {
  const few = new Set(CARD_CELLS.slice(0, Math.floor(CARD_CELLS.length * 0.1) - 1));
  const samples = [
    ...moving(22),
    frame(22, () => 153),
    frame(23, (cell) => (few.has(cell) ? 250 : 110)),
    frame(24, (cell) => (CARD_CELLS.includes(cell) ? 110 : 250)),
  ];
  expect(findCallout(samples, PRESSED_AT_MS)).toEqual({ kind: 'never' });
});

it('is dark where the place became darker', () => {
  expect(findCallout([...moving(21), frame(21, () => 70)], PRESSED_AT_MS)).toMatchObject({
    kind: 'seen',
    presentedAtMs: 21 * FRAME_MS,
  });
});

it('says nothing after a freeze', () => {
  const late = moving(26).filter((_, index) => index >= 11);
  expect(findCallout([...late, frame(26, () => 250)], PRESSED_AT_MS)).toEqual({ kind: 'unknown' });
});

it('knows no time of composition for a stamp that cannot be read', () => {
  const unreadable = { ...frame(21, () => 250), ageMs: null, counter: null };
  expect(findCallout([...moving(21), unreadable], PRESSED_AT_MS)).toMatchObject({
    composedAtMs: null,
    ownCardAtMs: null,
  });
});
