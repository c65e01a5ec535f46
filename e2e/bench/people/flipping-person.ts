import type { BrowserContext, Page } from '@playwright/test';
import type { Flip } from './flips.ts';

/** Like the green below, far from the host's and the blue person's (`MARKS`). */
export const FLIPPING_TONE_HZ = 1_307;

declare global {
  interface Window {
    tallyFlips?: { atMs: number; state: 'on' | 'off' }[];
  }
}

/**
 * Gives every page of the window a camera whose green, and a microphone whose tone, go on and off together, in place of
 * Chromium's fake ones. The pages remember when.
 */
export const flipDevices = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript((toneHz) => {
    const SIZE = { widthPx: 640, heightPx: 360 };
    const FRAME_MS = 33;
    const FLIP_MS = 500;
    const GAIN = 0.25;
    if (!isSecureContext) return;
    const flips: { atMs: number; state: 'on' | 'off' }[] = [];
    window.tallyFlips = flips;
    const devices = navigator.mediaDevices;
    const askBrowser = devices.getUserMedia.bind(devices);
    const sounds = new AudioContext();
    const gain = new GainNode(sounds, { gain: 0 });
    const oscillator = new OscillatorNode(sounds, { frequency: toneHz });
    oscillator.connect(gain);
    oscillator.start();
    const canvas = document.createElement('canvas');
    canvas.width = SIZE.widthPx;
    canvas.height = SIZE.heightPx;
    const context2d = canvas.getContext('2d');
    if (!context2d) throw new Error('no canvas');
    let count = 0;
    const draw = (): void => {
      count += 1;
      context2d.fillStyle = flips.at(-1)?.state === 'on' ? 'rgb(40 225 60)' : 'rgb(20 110 30)';
      context2d.fillRect(0, 0, SIZE.widthPx, SIZE.heightPx);
      // No two frames are the same.
      context2d.fillStyle = 'white';
      context2d.fillRect((count * 8) % SIZE.widthPx, SIZE.heightPx - 24, 16, 16);
    };
    setInterval(draw, FRAME_MS);
    setInterval(() => {
      const state = flips.at(-1)?.state === 'on' ? 'off' : 'on';
      flips.push({ atMs: performance.timeOrigin + performance.now(), state });
      gain.gain.value = state === 'on' ? GAIN : 0;
      draw();
    }, FLIP_MS);
    devices.getUserMedia = async (constraints) => {
      const granted = await askBrowser(constraints);
      for (const track of granted.getTracks()) track.stop();
      await sounds.resume();
      const destination = new MediaStreamAudioDestinationNode(sounds);
      gain.connect(destination);
      const picture = constraints?.video ? canvas.captureStream().getVideoTracks() : [];
      return new MediaStream([...picture, ...(constraints?.audio ? destination.stream.getAudioTracks() : [])]);
    };
  }, FLIPPING_TONE_HZ);

/** Takes what the person's page has flipped since the last call. */
export const takeFlips = (page: Page): Promise<readonly Flip[]> =>
  page.evaluate(() => window.tallyFlips?.splice(0, window.tallyFlips.length - 1) ?? []);
