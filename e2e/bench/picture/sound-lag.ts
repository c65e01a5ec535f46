import type { Page } from '@playwright/test';

const SAMPLE_EVERY_MS = 500;

/**
 * How much later than its picture sound plays, in milliseconds, twice a second for `windowMs`: of each the time from its capture
 * to its playing, as the receivers date it. What the sound card adds cannot be seen here.
 */
export const sampleSoundLag = (page: Page, windowMs: number): Promise<readonly number[]> =>
  page.evaluate(
    async ({ everyMs, count }) => {
      const receivers = (window.tallyPeers ?? []).flatMap((peer) => peer.getReceivers());
      const delayOf = (kind: string): number => {
        const playing = receivers.filter(({ track }) => track.kind === kind);
        const [source] = playing.flatMap((receiver) => receiver.getSynchronizationSources());
        const { captureTimestamp = Number.NaN } = (source ?? {}) as { captureTimestamp?: number };
        return (source?.timestamp ?? Number.NaN) - captureTimestamp;
      };
      const lags: number[] = [];
      for (let sample = 0; sample < count; sample += 1) {
        await new Promise((resolve) => setTimeout(resolve, everyMs));
        const lag = delayOf('audio') - delayOf('video');
        if (Number.isFinite(lag)) lags.push(lag);
      }
      return lags;
    },
    { everyMs: SAMPLE_EVERY_MS, count: Math.round(windowMs / SAMPLE_EVERY_MS) },
  );
