import type { ProgramFormat } from '../../shared/scene/document.ts';

/** At 1280×720 and 30 fps H.264 in software is free of visible blocks from here on, and a common uplink of 5 Mbit/s carries it. */
const REFERENCE_BPS = 3_500_000;
const REFERENCE_PIXELS_PER_SECOND = 1280 * 720 * 30;
/** More than this is paid by every viewer's line and seen by nobody. */
const MOST_BPS = 6_000_000;
const LEAST_BPS = 800_000;
/**
 * Chrome starts at 300 kbit/s and a quarter of the size, and needs eight seconds to find out that the line can do more. A line
 * that cannot do this is found out within a second.
 */
const START_KBPS = 2_500;
const START_SHARE_OF_MOST = 0.7;

/** The program's sound beside it: Opus in stereo is transparent for speech and good for music. */
export const SOUND_BPS = 128_000;

export type VideoBitrate = { readonly maxBps: number; readonly startKbps: number };

/** What the program's video may use, and with what the sender starts so that the first second has its full size. */
export const videoBitrate = (format: ProgramFormat): VideoBitrate => {
  const pixelsPerSecond = format.widthPx * format.heightPx * format.framesPerSecond;
  const wantedBps = Math.round((REFERENCE_BPS * pixelsPerSecond) / REFERENCE_PIXELS_PER_SECOND);
  const maxBps = Math.min(MOST_BPS, Math.max(LEAST_BPS, wantedBps));
  return { maxBps, startKbps: Math.min(START_KBPS, Math.round((maxBps * START_SHARE_OF_MOST) / 1_000)) };
};
