import type { BrowserContext, Page } from '@playwright/test';
import { MARKS } from '../../fixtures/marked-person.ts';
import type { Flip } from './flips.ts';

/** Like the green below, far from the others' tones and colors. */
export const FLIPPING_TONE_HZ = MARKS.mei.toneHz;

type Look = {
  readonly rgb: readonly [red: number, green: number, blue: number];
  /** What `rgb` and the tone go back and forth to; null keeps both as they are. */
  readonly flipsTo: readonly [red: number, green: number, blue: number] | null;
  readonly toneHz: number;
};

/** Somebody whose green, and whose tone, go on and off together; two who stay as they are. */
export const LOOKS = {
  flipping: { rgb: [20, 110, 30], flipsTo: [40, 225, 60], toneHz: FLIPPING_TONE_HZ },
  host: { ...MARKS.host, flipsTo: null },
  listener: { ...MARKS.li, flipsTo: null },
} as const satisfies Record<string, Look>;

declare global {
  interface Window {
    tallyFlips?: { atMs: number; state: 'on' | 'off' }[];
  }
}

/**
 * Gives every page of the window a camera and a microphone of this look, in place of Chromium's fake ones. Its frames are made as
 * the encoder takes them, because a canvas that is captured would cost a machine of two cores more than the person's own page
 * does. The pages remember when they flipped.
 */
export const dressPerson = (context: BrowserContext, look: Look): Promise<unknown> =>
  context.addInitScript(({ rgb, flipsTo, toneHz }) => {
    const SIZE = { codedWidth: 640, codedHeight: 360 };
    const FRAME_MS = 40;
    /** Far longer than any way that a voice or a face may take: a flip is never taken for the one after it. */
    const FLIP_MS = 1_000;
    const GAIN = 0.25;
    if (!isSecureContext) return;
    const flips: { atMs: number; state: 'on' | 'off' }[] = [];
    window.tallyFlips = flips;
    const devices = navigator.mediaDevices;
    const askBrowser = devices.getUserMedia.bind(devices);
    const sounds = new AudioContext();
    const gain = new GainNode(sounds, { gain: flipsTo ? 0 : GAIN });
    const oscillator = new OscillatorNode(sounds, { frequency: toneHz });
    oscillator.connect(gain);
    oscillator.start();

    const lumaSize = SIZE.codedWidth * SIZE.codedHeight;
    /** One plane after the other, the two of color at half size. @see https://www.w3.org/TR/webcodecs/#dom-videopixelformat-i420 */
    const planesOf = ([red, green, blue]: readonly [number, number, number]): Uint8Array<ArrayBuffer> => {
      const planes = new Uint8Array((lumaSize * 3) / 2);
      // BT.601 in limited range, as cameras have it.
      planes.fill(16 + 0.257 * red + 0.504 * green + 0.098 * blue, 0, lumaSize);
      planes.fill(128 - 0.148 * red - 0.291 * green + 0.439 * blue, lumaSize, (lumaSize * 5) / 4);
      planes.fill(128 + 0.439 * red - 0.368 * green - 0.071 * blue, (lumaSize * 5) / 4);
      return planes;
    };
    const planes = { off: planesOf(rgb), on: planesOf(flipsTo ?? rgb) };
    const DASH = 16;
    let count = 0;
    let blockAt = lumaSize - SIZE.codedWidth;
    const takeFrame = (): VideoFrame => {
      // No two frames are the same: a bright dash moves along the lower edge. The first sample is never part of it.
      for (const other of [planes.off, planes.on]) other.copyWithin(blockAt, 0, DASH);
      blockAt = lumaSize - SIZE.codedWidth + DASH * (count % (SIZE.codedWidth / DASH));
      count += 1;
      const now = planes[flips.at(-1)?.state ?? 'off'];
      now.fill(235, blockAt, blockAt + DASH);
      const colorSpace = {
        primaries: 'smpte170m',
        transfer: 'smpte170m',
        matrix: 'smpte170m',
        fullRange: false,
      } as const;
      return new VideoFrame(now, { ...SIZE, format: 'I420', timestamp: performance.now() * 1_000, colorSpace });
    };
    const writers = new Set<WritableStreamDefaultWriter<VideoFrame>>();
    const send = (): void => {
      for (const writer of writers) {
        const frame = takeFrame();
        writer.write(frame).catch(() => {
          frame.close();
          writers.delete(writer);
        });
      }
    };
    setInterval(send, FRAME_MS);
    if (flipsTo)
      setInterval(() => {
        const state = flips.at(-1)?.state === 'on' ? 'off' : 'on';
        flips.push({ atMs: performance.timeOrigin + performance.now(), state });
        gain.gain.value = state === 'on' ? GAIN : 0;
        send();
      }, FLIP_MS);
    const openCamera = (): MediaStreamTrack => {
      const track = new MediaStreamTrackGenerator<VideoFrame>({ kind: 'video' });
      writers.add(track.writable.getWriter());
      return track;
    };
    devices.getUserMedia = async (constraints) => {
      const granted = await askBrowser(constraints);
      for (const track of granted.getTracks()) track.stop();
      await sounds.resume();
      const destination = new MediaStreamAudioDestinationNode(sounds);
      gain.connect(destination);
      return new MediaStream([
        ...(constraints?.video ? [openCamera()] : []),
        ...(constraints?.audio ? destination.stream.getAudioTracks() : []),
      ]);
    };
  }, look);

/** Takes what the person's page has flipped since the last call. */
export const takeFlips = (page: Page): Promise<readonly Flip[]> =>
  page.evaluate(() => window.tallyFlips?.splice(0, window.tallyFlips.length - 1) ?? []);
