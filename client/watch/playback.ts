import * as v from 'valibot';

/** How the program plays here. Counts are totals of this subscription; `jitterBufferMs` is the mean since the last reading. */
export type PlaybackFacts = {
  readonly framesPerSecond: number;
  readonly framesDecoded: number;
  readonly framesDropped: number;
  readonly freezes: number;
  readonly packetsLost: number;
  readonly jitterBufferMs: number | null;
  readonly bitrateBps: number;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** What the next reading subtracts. */
export type PlaybackTotals = {
  readonly atMs: number;
  readonly bytes: number;
  readonly jitterBufferDelayS: number;
  readonly emittedFrames: number;
};

const count = v.optional(v.number(), 0);
const InboundVideo = v.object({
  type: v.literal('inbound-rtp'),
  kind: v.literal('video'),
  timestamp: v.number(),
  bytesReceived: count,
  packetsLost: count,
  framesPerSecond: count,
  framesDecoded: count,
  framesDropped: count,
  freezeCount: count,
  frameWidth: count,
  frameHeight: count,
  jitterBufferDelay: count,
  jitterBufferEmittedCount: count,
});

export const NOTHING_PLAYED: PlaybackFacts = {
  framesPerSecond: 0,
  framesDecoded: 0,
  framesDropped: 0,
  freezes: 0,
  packetsLost: 0,
  jitterBufferMs: null,
  bitrateBps: 0,
  widthPx: 0,
  heightPx: 0,
};

type Reading = { readonly facts: PlaybackFacts; readonly totals: PlaybackTotals | null };

/**
 * Reads a receiver's statistics; `NOTHING_PLAYED` before the first packet.
 * @see https://www.w3.org/TR/webrtc-stats/#inboundrtpstats-dict*
 */
export const readPlayback = (stats: Iterable<unknown>, before: PlaybackTotals | null): Reading => {
  for (const entry of stats) {
    const parsed = v.safeParse(InboundVideo, entry);
    if (parsed.success) return read(parsed.output, before);
  }
  return { facts: NOTHING_PLAYED, totals: before };
};

const read = (video: v.InferOutput<typeof InboundVideo>, before: PlaybackTotals | null): Reading => {
  const totals: PlaybackTotals = {
    atMs: video.timestamp,
    bytes: video.bytesReceived,
    jitterBufferDelayS: video.jitterBufferDelay,
    emittedFrames: video.jitterBufferEmittedCount,
  };
  const elapsedMs = before ? totals.atMs - before.atMs : 0;
  const emitted = totals.emittedFrames - (before?.emittedFrames ?? 0);
  const delayS = totals.jitterBufferDelayS - (before?.jitterBufferDelayS ?? 0);
  const facts: PlaybackFacts = {
    framesPerSecond: video.framesPerSecond,
    framesDecoded: video.framesDecoded,
    framesDropped: video.framesDropped,
    freezes: video.freezeCount,
    // Packets that came twice make it negative.
    packetsLost: Math.max(0, video.packetsLost),
    jitterBufferMs: emitted > 0 ? (delayS / emitted) * 1_000 : null,
    bitrateBps: before && elapsedMs > 0 ? ((totals.bytes - before.bytes) * 8_000) / elapsedMs : 0,
    widthPx: video.frameWidth,
    heightPx: video.frameHeight,
  };
  return { facts, totals };
};
