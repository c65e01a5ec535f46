import type { Page } from '@playwright/test';

/** What a page has received of all voices since it began. */
export type Ear = {
  packetsReceived: number;
  packetsLost: number;
  totalSamplesReceived: number;
  /** Samples that the decoder made up because nothing was there in time. */
  concealedSamples: number;
  /** Seconds that the emitted samples lay in the jitter buffer, added up; with `jitterBufferEmittedCount`, their mean. */
  jitterBufferDelay: number;
  jitterBufferEmittedCount: number;
};

const NOTHING: Ear = {
  packetsReceived: 0,
  packetsLost: 0,
  totalSamplesReceived: 0,
  concealedSamples: 0,
  jitterBufferDelay: 0,
  jitterBufferEmittedCount: 0,
};

/**
 * Adds up the incoming voices of a page whose context went through `keepPeers`.
 * @see https://www.w3.org/TR/webrtc-stats/#dom-rtcinboundrtpstreamstats-concealedsamples
 */
export const readEar = (page: Page): Promise<Ear> =>
  page.evaluate(async (nothing) => {
    const ear = { ...nothing };
    for (const peer of window.tallyPeers ?? []) {
      (await peer.getStats()).forEach((entry: RTCInboundRtpStreamStats) => {
        if (entry.type !== 'inbound-rtp' || entry.kind !== 'audio') return;
        for (const count of Object.keys(ear) as (keyof Ear)[]) ear[count] += entry[count] ?? 0;
      });
    }
    return ear;
  }, NOTHING);

export const describeEar = (before: Ear, after: Ear): string => {
  const heard = after.totalSamplesReceived - before.totalSamplesReceived;
  const concealed = (100 * (after.concealedSamples - before.concealedSamples)) / heard;
  const packets = after.packetsReceived - before.packetsReceived;
  const bufferMs =
    (1_000 * (after.jitterBufferDelay - before.jitterBufferDelay)) /
    (after.jitterBufferEmittedCount - before.jitterBufferEmittedCount);
  return `${packets} packets, ${after.packetsLost - before.packetsLost} lost, ${concealed.toFixed(1)} % concealed, ${bufferMs.toFixed(0)} ms in the jitter buffer`;
};
