import * as v from 'valibot';

/**
 * How sending goes, once a second. Counts of frames are totals since the publisher was opened, over all of its transports;
 * rates are those of the last second. OBS's words: *skipped* frames were lost to the encoder, *dropped* ones to the network.
 */
export type PublisherHealth = {
  readonly sentFramesPerSecond: number;
  readonly encodedFrames: number;
  readonly skippedFrames: number;
  readonly droppedFrames: number;
  /** Picture and sound together. */
  readonly bitrateBps: number;
  readonly rttMs: number | null;
  /** Of the packets of the last report of the server, 0–1. */
  readonly packetsLostFraction: number;
  readonly qualityLimitation: 'none' | 'cpu' | 'bandwidth' | 'other';
  readonly widthPx: number;
  readonly heightPx: number;
  /** "H264", "VP8"; empty before the first frame. */
  readonly codec: string;
  readonly encodeMs: number | null;
};

/** What one reading leaves for the next. */
export type HealthMemory = {
  readonly ssrc: number;
  readonly atMs: number;
  readonly bytes: number;
  readonly encoded: number;
  readonly sent: number;
  readonly encodeTimeS: number;
  /** Totals of this transport at its first encoded frame: what came before it waited for the connection, not for the encoder. */
  readonly first: Counts | null;
  /** What was missing at the newest readings, oldest first. */
  readonly missing: readonly Missing[];
  readonly past: FrameTotals;
  readonly current: FrameTotals;
};

type Missing = { readonly skipped: number; readonly dropped: number };
type FrameTotals = Missing & { readonly encoded: number };

/** A frame that is inside the encoder or the sender when the numbers are taken is missing once; a lost one stays missing. */
const READINGS_UNTIL_LOST = 3;

const count = v.optional(v.number(), 0);
const Outbound = v.object({
  type: v.literal('outbound-rtp'),
  kind: v.picklist(['audio', 'video']),
  ssrc: v.number(),
  timestamp: v.number(),
  bytesSent: count,
  framesEncoded: count,
  framesSent: count,
  framesPerSecond: count,
  totalEncodeTime: count,
  frameWidth: count,
  frameHeight: count,
  qualityLimitationReason: v.optional(v.picklist(['none', 'cpu', 'bandwidth', 'other']), 'none'),
  codecId: v.optional(v.string()),
  mediaSourceId: v.optional(v.string()),
});
const Stat = v.variant('type', [
  Outbound,
  v.object({
    type: v.literal('media-source'),
    kind: v.string(),
    id: v.optional(v.string()),
    frames: v.optional(v.number()),
  }),
  v.object({
    type: v.literal('remote-inbound-rtp'),
    kind: v.string(),
    ssrc: v.optional(v.number()),
    fractionLost: v.optional(v.number()),
    roundTripTime: v.optional(v.number()),
  }),
  v.object({ type: v.literal('codec'), id: v.string(), mimeType: v.string() }),
]);
type Stat = v.InferOutput<typeof Stat>;
type OutboundVideo = v.InferOutput<typeof Outbound>;

const NO_FRAMES: FrameTotals = { encoded: 0, skipped: 0, dropped: 0 };

type Reading = { readonly health: PublisherHealth; readonly memory: HealthMemory };

/**
 * Reads a sending connection's statistics. Null while it has no video yet.
 * @see https://www.w3.org/TR/webrtc-stats/#outboundrtpstats-dict*
 */
export const readHealth = (report: Iterable<unknown>, before: HealthMemory | null): Reading | null => {
  const stats: Stat[] = [];
  for (const entry of report) {
    const parsed = v.safeParse(Stat, entry);
    if (parsed.success) stats.push(parsed.output);
  }
  const video = largestVideo(stats);
  if (!video) return null;
  const memory = remember(video, stats, before);
  return { health: describe(video, stats, { memory, before }), memory };
};

/**
 * Of several pictures, or several encodings of one, the largest that is made now says how the line and the machine do. A line
 * that carries the small encoding only leaves the large one at no frames a second.
 */
const largestVideo = (stats: readonly Stat[]): OutboundVideo | null => {
  const videos = stats.filter((stat): stat is OutboundVideo => stat.type === 'outbound-rtp' && stat.kind === 'video');
  const [largest] = videos.toSorted(
    (a, b) => Number(b.framesPerSecond > 0) - Number(a.framesPerSecond > 0) || pixelsOf(b) - pixelsOf(a),
  );
  return largest ?? null;
};

const pixelsOf = ({ frameWidth, frameHeight }: OutboundVideo): number => frameWidth * frameHeight;

/** Browsers that do not say what belongs together have one picture. */
const isOf = <Name>(wanted: Name | undefined, given: Name | undefined): boolean =>
  wanted === undefined || given === undefined || wanted === given;

const remember = (video: OutboundVideo, stats: readonly Stat[], before: HealthMemory | null): HealthMemory => {
  const source = stats.find(
    (stat) => stat.type === 'media-source' && stat.kind === 'video' && isOf(video.mediaSourceId, stat.id),
  );
  const isSameTransport = before?.ssrc === video.ssrc;
  const past = !before || isSameTransport ? (before?.past ?? NO_FRAMES) : add(before.past, before.current);
  const now = {
    // Where the browser does not count what the source delivered, nothing can be said to be skipped.
    delivered: source?.type === 'media-source' ? (source.frames ?? video.framesEncoded) : video.framesEncoded,
    encoded: video.framesEncoded,
    sent: video.framesSent,
  };
  const last = isSameTransport ? before : null;
  const first = last?.first ?? (now.encoded > 0 ? now : null);
  const missing = [...(last?.missing ?? []), missingSince(first ?? now, now)].slice(-READINGS_UNTIL_LOST);
  return {
    ssrc: video.ssrc,
    atMs: video.timestamp,
    bytes: stats.reduce((sum, stat) => sum + (stat.type === 'outbound-rtp' ? stat.bytesSent : 0), 0),
    encoded: video.framesEncoded,
    sent: video.framesSent,
    encodeTimeS: video.totalEncodeTime,
    first,
    missing,
    past,
    current: {
      encoded: now.encoded,
      skipped: lost(missing, last, 'skipped'),
      dropped: lost(missing, last, 'dropped'),
    },
  };
};

type Counts = { readonly delivered: number; readonly encoded: number; readonly sent: number };

const missingSince = (first: Counts, now: Counts): Missing => ({
  skipped: now.delivered - first.delivered - (now.encoded - first.encoded),
  dropped: now.encoded - first.encoded - (now.sent - first.sent),
});

/** Never less than it was: what is lost does not come back. */
const lost = (missing: readonly Missing[], last: HealthMemory | null, what: 'skipped' | 'dropped'): number => {
  const before = last?.current[what] ?? 0;
  if (missing.length < READINGS_UNTIL_LOST) return before;
  return Math.max(before, Math.min(...missing.map((one) => one[what])));
};

const add = (a: FrameTotals, b: FrameTotals): FrameTotals => ({
  encoded: a.encoded + b.encoded,
  skipped: a.skipped + b.skipped,
  dropped: a.dropped + b.dropped,
});

type Memories = { readonly memory: HealthMemory; readonly before: HealthMemory | null };

const describe = (video: OutboundVideo, stats: readonly Stat[], { memory, before }: Memories): PublisherHealth => {
  const last = before?.ssrc === memory.ssrc ? before : null;
  const elapsedS = last ? (memory.atMs - last.atMs) / 1_000 : 0;
  const perSecond = (amount: number): number => (elapsedS > 0 ? amount / elapsedS : 0);
  const encoded = memory.encoded - (last?.encoded ?? 0);
  const encodeTimeS = memory.encodeTimeS - (last?.encodeTimeS ?? 0);
  const remote = stats.find(
    (stat) => stat.type === 'remote-inbound-rtp' && stat.kind === 'video' && isOf(video.ssrc, stat.ssrc),
  );
  const { rttMs, lost } =
    remote?.type === 'remote-inbound-rtp'
      ? {
          rttMs: remote.roundTripTime === undefined ? null : remote.roundTripTime * 1_000,
          lost: remote.fractionLost ?? 0,
        }
      : { rttMs: null, lost: 0 };
  const codec = stats.find((stat) => stat.type === 'codec' && stat.id === video.codecId);
  const totals = add(memory.past, memory.current);
  return {
    sentFramesPerSecond: perSecond(memory.sent - (last?.sent ?? 0)),
    encodedFrames: totals.encoded,
    skippedFrames: totals.skipped,
    droppedFrames: totals.dropped,
    bitrateBps: perSecond((memory.bytes - (last?.bytes ?? 0)) * 8),
    rttMs,
    packetsLostFraction: lost,
    qualityLimitation: video.qualityLimitationReason,
    widthPx: video.frameWidth,
    heightPx: video.frameHeight,
    codec: codec?.type === 'codec' ? codec.mimeType.replace(/^video\//, '') : '',
    encodeMs: encoded > 0 ? (encodeTimeS / encoded) * 1_000 : null,
  };
};
