import { expect, test } from 'vitest';
import captured from './chromium-receiver-stats.json' with { type: 'json' };
import { NOTHING_PLAYED, readPlayback } from './playback.ts';

/** Two readings of Chromium 156, a second apart, while it received the test pattern from mediasoup. */
const [FIRST = [], SECOND = []] = captured as unknown[][];

test('a real report is read: totals, and the bitrate and buffer since the last reading', () => {
  const { totals } = readPlayback(FIRST, null);
  const { facts } = readPlayback(SECOND, totals);
  expect(facts).toMatchObject({
    framesPerSecond: 30,
    framesDecoded: 423,
    framesDropped: 0,
    freezes: 0,
    packetsLost: 0,
    widthPx: 1280,
    heightPx: 720,
  });
  expect(facts.bitrateBps).toBeCloseTo(184_779, 0);
  expect(facts.jitterBufferMs).toBeCloseTo(36.3, 1);
});

test('the first reading has no rate yet, but the buffer’s mean since the start', () => {
  const { facts } = readPlayback(FIRST, null);
  expect(facts.bitrateBps).toBe(0);
  expect(facts.jitterBufferMs).toBeCloseTo(14.8, 1);
});

test('before the first packet nothing has played, and what was known stays known', () => {
  const { totals } = readPlayback(FIRST, null);
  expect(readPlayback([{ type: 'codec' }], totals)).toEqual({ facts: NOTHING_PLAYED, totals });
});

test('packets that came twice do not make the loss negative', () => {
  const video = { type: 'inbound-rtp', kind: 'video', timestamp: 1, packetsLost: -3 };
  expect(readPlayback([video], null).facts.packetsLost).toBe(0);
});
