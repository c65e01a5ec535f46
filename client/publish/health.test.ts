import { expect, test } from 'vitest';
import captured from './chromium-sender-stats.json' with { type: 'json' };
import { readHealth, type HealthMemory, type PublisherHealth } from './health.ts';

/** Two readings of Chromium 156, a second apart, while it sent the test pattern to mediasoup. */
const [FIRST = [], SECOND = []] = captured as unknown[][];

type Moment = { atS: number; delivered: number; encoded: number; sent: number; ssrc?: number };

const aReport = ({ atS, delivered, encoded, sent, ssrc = 1 }: Moment): unknown[] => [
  {
    type: 'outbound-rtp',
    kind: 'video',
    ssrc,
    timestamp: atS * 1_000,
    bytesSent: encoded * 1_000,
    framesEncoded: encoded,
    framesSent: sent,
    totalEncodeTime: encoded * 0.004,
  },
  { type: 'media-source', kind: 'video', frames: delivered },
];

/** Reads one report after another; gives what each said. */
const readAll = (...moments: readonly Moment[]): readonly PublisherHealth[] => {
  let memory: HealthMemory | null = null;
  return moments.flatMap((moment) => {
    const reading = readHealth(aReport(moment), memory);
    memory = reading?.memory ?? memory;
    return reading ? [reading.health] : [];
  });
};

test('a real report is read: rates of the last second, totals, codec, size and what limits it', () => {
  const memory = readHealth(FIRST, null)?.memory ?? null;
  const health = readHealth(SECOND, memory)?.health;
  expect(health).toMatchObject({
    encodedFrames: 551,
    skippedFrames: 0,
    droppedFrames: 0,
    packetsLostFraction: 0,
    qualityLimitation: 'none',
    widthPx: 1280,
    heightPx: 720,
    codec: 'H264',
  });
  expect(health?.sentFramesPerSecond).toBeCloseTo(29.65, 2);
  expect(health?.bitrateBps).toBeCloseTo(322_532, 0);
  expect(health?.rttMs).toBeCloseTo(2.151, 3);
  expect(health?.encodeMs).toBeCloseTo(2.1, 1);
});

test('nothing is said before there is video', () => {
  expect(readHealth([], null)).toBeNull();
  expect(
    readHealth(
      FIRST.filter((stat) => JSON.stringify(stat).includes('audio')),
      null,
    ),
  ).toBeNull();
});

test('frames that waited for the connection are not skipped ones', () => {
  const [, last] = readAll(
    { atS: 0, delivered: 40, encoded: 0, sent: 0 },
    { atS: 1, delivered: 70, encoded: 10, sent: 10 },
    { atS: 2, delivered: 100, encoded: 40, sent: 40 },
  );
  expect(last?.skippedFrames).toBe(0);
});

test('a frame that is only on its way through the encoder is not skipped; one that stays missing is', () => {
  const skipped = readAll(
    { atS: 0, delivered: 30, encoded: 30, sent: 30 },
    { atS: 1, delivered: 60, encoded: 58, sent: 58 },
    { atS: 2, delivered: 90, encoded: 90, sent: 89 },
    { atS: 3, delivered: 120, encoded: 115, sent: 115 },
    { atS: 4, delivered: 150, encoded: 144, sent: 143 },
    { atS: 5, delivered: 180, encoded: 175, sent: 174 },
    { atS: 6, delivered: 210, encoded: 210, sent: 210 },
  );
  expect(skipped.map((health) => health.skippedFrames)).toEqual([0, 0, 0, 0, 0, 5, 5]);
  expect(skipped.map((health) => health.droppedFrames)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('frames that were encoded but never sent were dropped', () => {
  const healths = readAll(
    ...[0, 1, 2, 3].map((atS) => ({ atS, delivered: 30 + atS * 30, encoded: 30 + atS * 30, sent: 30 + atS * 20 })),
  );
  expect(healths.at(-1)?.droppedFrames).toBe(10);
});

test('totals go on over a fresh transport, and rates start anew', () => {
  const healths = readAll(
    { atS: 0, delivered: 30, encoded: 30, sent: 30 },
    { atS: 1, delivered: 60, encoded: 60, sent: 60 },
    { atS: 9, delivered: 300, encoded: 15, sent: 15, ssrc: 2 },
    { atS: 10, delivered: 330, encoded: 45, sent: 45, ssrc: 2 },
  );
  expect(healths.map((health) => health.encodedFrames)).toEqual([30, 60, 75, 105]);
  expect(healths.map((health) => health.sentFramesPerSecond)).toEqual([0, 30, 0, 30]);
  expect(healths.map((health) => health.skippedFrames)).toEqual([0, 0, 0, 0]);
});

test('of several pictures the largest one that is made now is told', () => {
  const picture = (ssrc: number, framesPerSecond: number, heightPx: number): unknown[] => [
    {
      type: 'outbound-rtp',
      kind: 'video',
      ssrc,
      timestamp: 1_000,
      framesEncoded: 10,
      framesPerSecond,
      frameWidth: (heightPx * 16) / 9,
      frameHeight: heightPx,
      mediaSourceId: `source-${ssrc}`,
    },
    { type: 'remote-inbound-rtp', kind: 'video', ssrc, roundTripTime: ssrc / 100, fractionLost: 0 },
  ];
  const told = (...reports: readonly unknown[][]) => readHealth(reports.flat(), null)?.health;
  expect(told(picture(1, 30, 180), picture(2, 30, 720))).toMatchObject({ heightPx: 720, rttMs: 20 });
  // A line that carries the small encoding only.
  expect(told(picture(1, 30, 180), picture(2, 0, 720))).toMatchObject({ heightPx: 180, rttMs: 10 });
});
