import type { Page } from '@playwright/test';

/** Between a tone that is heard and one that is not lie these: a marked microphone arrives at about −20 dBFS, silence below −90. */
export const HEARD_DB = -40;
export const UNHEARD_DB = -65;

/**
 * How loud each frequency was at most, in dBFS, in `listenMs` of all that the page plays to its person. The window must be made
 * by `markPerson` or `hearPages`, and be allowed to play sound.
 */
export const heardTones = (
  page: Page,
  frequenciesHz: readonly number[],
  listenMs: number,
): Promise<readonly number[]> =>
  page.evaluate(
    async ({ wantedHz, durationMs }) => {
      const context = new AudioContext();
      const analyser = new AnalyserNode(context, { fftSize: 8_192, smoothingTimeConstant: 0 });
      const heard = new Set<HTMLMediaElement>();
      // Also those that begin while this listens.
      const listenToAll = (): void => {
        for (const player of window.tallyPlayers ?? []) {
          const { srcObject, paused, muted, volume } = player;
          if (heard.has(player) || paused || muted || volume === 0) continue;
          if (!(srcObject instanceof MediaStream) || srcObject.getAudioTracks().length === 0) continue;
          heard.add(player);
          const gain = new GainNode(context, { gain: volume });
          context.createMediaStreamSource(srcObject).connect(gain).connect(analyser);
        }
      };
      listenToAll();
      await context.resume();
      const bins = new Float32Array(analyser.frequencyBinCount);
      const peaks = wantedHz.map(() => -Infinity);
      const until = performance.now() + durationMs;
      while (performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        listenToAll();
        analyser.getFloatFrequencyData(bins);
        wantedHz.forEach((hz, index) => {
          const bin = Math.round((hz * analyser.fftSize) / context.sampleRate);
          peaks[index] = Math.max(peaks[index] ?? -Infinity, ...bins.subarray(bin - 1, bin + 2));
        });
      }
      await context.close();
      return peaks;
    },
    { wantedHz: [...frequenciesHz], durationMs: listenMs },
  );
