import type { Page } from '@playwright/test';
import * as v from 'valibot';
import type {} from '../../probes/peers.ts';

const total = v.optional(v.number(), 0);

/** @see https://www.w3.org/TR/webrtc-stats/#inboundrtpstats-dict* */
const Inbound = v.object({
  codec: v.string(),
  frameWidth: total,
  frameHeight: total,
  framesDecoded: total,
  framesDropped: total,
  jitterBufferDelay: total,
  jitterBufferEmittedCount: total,
  jitterBufferTargetDelay: total,
  jitterBufferMinimumDelay: total,
  totalDecodeTime: total,
  totalProcessingDelay: total,
  totalAssemblyTime: total,
  framesAssembledFromMultiplePackets: total,
  packetsReceived: total,
  packetsLost: total,
  bytesReceived: total,
  nackCount: total,
  pliCount: total,
  freezeCount: total,
  timestamp: total,
});
export type Inbound = v.InferOutput<typeof Inbound>;

/** @see https://www.w3.org/TR/webrtc-stats/#outboundrtpstats-dict* */
const Outbound = v.object({
  codec: v.string(),
  encoderImplementation: v.optional(v.string(), 'unknown'),
  frameWidth: total,
  frameHeight: total,
  framesSent: total,
  framesEncoded: total,
  keyFramesEncoded: total,
  totalEncodeTime: total,
  packetsSent: total,
  bytesSent: total,
  totalPacketSendDelay: total,
  timestamp: total,
});
export type Outbound = v.InferOutput<typeof Outbound>;

type Direction = 'inbound-rtp' | 'outbound-rtp';

/** The newest video stream of the page's last peer connection that has one, as a flat record. */
const readVideo = (page: Page, type: Direction): Promise<unknown> =>
  page.evaluate(async (wanted) => {
    for (const peer of (window.tallyPeers ?? []).toReversed()) {
      if (peer.connectionState !== 'connected') continue;
      const stats = [...(await peer.getStats()).values()] as Record<string, unknown>[];
      const streams = stats.filter((entry) => entry['type'] === wanted && entry['kind'] === 'video');
      // Beside the program a receiver has the silent stream on which the server probes the bandwidth.
      const stream = streams.find((entry) => Number(entry['frameWidth'] ?? 0) > 0);
      if (!stream) continue;
      const codec = stats.find((entry) => entry['id'] === stream['codecId'])?.['mimeType'];
      return { ...stream, codec };
    }
    return null;
  }, type);

export const readInbound = async (page: Page): Promise<Inbound> =>
  v.parse(Inbound, await readVideo(page, 'inbound-rtp'));

export const readOutbound = async (page: Page): Promise<Outbound> =>
  v.parse(Outbound, await readVideo(page, 'outbound-rtp'));

const MS = 1_000;

/** Where a frame's time goes, in mean milliseconds between two readings. */
export const splitOf = (
  sent: { readonly before: Outbound; readonly after: Outbound },
  received: { readonly before: Inbound; readonly after: Inbound },
): string => {
  const { before, after } = received;
  const per = (amount: number, count: number): string => (count > 0 ? ((amount * MS) / count).toFixed(1) : '–');
  const encoded = sent.after.framesEncoded - sent.before.framesEncoded;
  const decoded = after.framesDecoded - before.framesDecoded;
  const emitted = after.jitterBufferEmittedCount - before.jitterBufferEmittedCount;
  const seconds = (after.timestamp - before.timestamp) / MS;
  const mbps = (after.bytesReceived - before.bytesReceived) / seconds / 125_000;
  return [
    `encode ${per(sent.after.totalEncodeTime - sent.before.totalEncodeTime, encoded)}`,
    `pacer ${per(sent.after.totalPacketSendDelay - sent.before.totalPacketSendDelay, sent.after.packetsSent - sent.before.packetsSent)}`,
    `jitter buffer ${per(after.jitterBufferDelay - before.jitterBufferDelay, emitted)}`,
    `(target ${per(after.jitterBufferTargetDelay - before.jitterBufferTargetDelay, emitted)}, by the network alone ${per(after.jitterBufferMinimumDelay - before.jitterBufferMinimumDelay, emitted)})`,
    `decode ${per(after.totalDecodeTime - before.totalDecodeTime, decoded)}`,
    `first packet to decoded ${per(after.totalProcessingDelay - before.totalProcessingDelay, decoded)} ms`,
    `${(decoded / seconds).toFixed(1)} frames/s at ${mbps.toFixed(2)} Mbit/s, ${after.packetsLost - before.packetsLost} lost, ${after.nackCount - before.nackCount} NACK, ${after.pliCount - before.pliCount} PLI`,
  ].join(', ');
};
