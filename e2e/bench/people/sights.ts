import type { Page } from '@playwright/test';
import { FLIPPING_TONE_HZ } from './flipping-person.ts';

/** One presented frame. `share`: how much of it the flipping person's green fills, 0…1; `state`: how bright that green is. */
export type Sight = { readonly atMs: number; readonly share: number; readonly state: 'on' | 'off' };

declare global {
  interface Window {
    tallySights?: Sight[];
    tallySounds?: { atMs: number; state: 'on' | 'off' }[];
  }
}

/** Looks at every frame that the page's video presents from now on. */
export const watchGreen = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const GRID = { columns: 64, rows: 36 };
    const BRIGHT = 165;
    const video = document.querySelector('video');
    const context = Object.assign(document.createElement('canvas'), {
      width: GRID.columns,
      height: GRID.rows,
    }).getContext('2d', { willReadFrequently: true });
    if (!video || !context) throw new Error('nothing to look at');
    const sights: Sight[] = [];
    window.tallySights = sights;
    const look = (_now: number, { presentationTime }: VideoFrameCallbackMetadata): void => {
      video.requestVideoFrameCallback(look);
      context.drawImage(video, 0, 0, GRID.columns, GRID.rows);
      const { data } = context.getImageData(0, 0, GRID.columns, GRID.rows);
      let cells = 0;
      let green = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [red = 0, greenHere = 0, blue = 0] = data.subarray(at, at + 3);
        if (greenHere < red + 40 || greenHere < blue + 40) continue;
        cells += 1;
        green += greenHere;
      }
      sights.push({
        atMs: performance.timeOrigin + presentationTime,
        share: cells / (GRID.columns * GRID.rows),
        state: green > BRIGHT * cells ? 'on' : 'off',
      });
    };
    video.requestVideoFrameCallback(look);
  });

export const takeSights = (page: Page): Promise<readonly Sight[]> =>
  page.evaluate(() => window.tallySights?.splice(0) ?? []);

/**
 * Listens for the flipping person's tone in all that the page plays, from now on. The window must have been made by
 * `hearPages`. The spectrum of 11 ms tells the tone from everybody else's, which a filter that is as fast does not; it hears a
 * flip some 5 ms late. What the sound card would add cannot be heard here.
 */
export const listenForTone = (page: Page): Promise<void> =>
  page.evaluate(async (toneHz) => {
    const EVERY_MS = 4;
    /** The tone arrives at about −25, another person's leaves less than −70 there. */
    const HEARD_DB = -35;
    const context = new AudioContext({ latencyHint: 'interactive' });
    const analyser = new AnalyserNode(context, { fftSize: 512, smoothingTimeConstant: 0 });
    for (const { srcObject, paused } of window.tallyPlayers ?? []) {
      if (paused || !(srcObject instanceof MediaStream) || srcObject.getAudioTracks().length === 0) continue;
      context.createMediaStreamSource(srcObject).connect(analyser);
    }
    await context.resume();
    const bins = new Float32Array(analyser.frequencyBinCount);
    const toneBin = Math.round((toneHz * analyser.fftSize) / context.sampleRate);
    const sounds: { atMs: number; state: 'on' | 'off' }[] = [];
    window.tallySounds = sounds;
    setInterval(() => {
      analyser.getFloatFrequencyData(bins);
      const state = (bins[toneBin] ?? -Infinity) > HEARD_DB ? 'on' : 'off';
      sounds.push({ atMs: performance.timeOrigin + performance.now(), state });
    }, EVERY_MS);
  }, FLIPPING_TONE_HZ);

export const takeSounds = (page: Page): Promise<readonly { readonly atMs: number; readonly state: 'on' | 'off' }[]> =>
  page.evaluate(() => window.tallySounds?.splice(0) ?? []);
