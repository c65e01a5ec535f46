import { CREW_MEDIA, type CrewMedia } from '../../shared/protocol/crew-media.ts';

/** A phone has one small encoder, a battery and a picture that is shown beside others. */
export type CrewProfile = 'desktop' | 'phone';

export type PictureSize = { readonly widthPx: number; readonly heightPx: number };

/** @see https://www.w3.org/TR/webrtc/#dom-rtcrtpencodingparameters */
export type PictureEncoding = {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy: number;
  readonly maxFramerate?: number;
};

/** What pictures are sent with. A `PictureMedia` is a `CrewMedia` of kind video. */
export type PictureMedia = {
  [Media in CrewMedia]: (typeof CREW_MEDIA)[Media] extends 'video' ? Media : never;
}[CrewMedia];

export const isPicture = (media: CrewMedia): media is PictureMedia => CREW_MEDIA[media] === 'video';

/** Lines are counted on the short side, so that an upright picture is as sharp as a lying one. */
const MOST_LINES: Readonly<Record<CrewProfile, number>> = { desktop: 720, phone: 576 };
const LOW_LINES = 180;
/** Half of a 720-line program is as much as one of several people gets of it; more bits would be scaled away. */
const HIGH_BPS = 1_200_000;
const HIGH_LEAST_BPS = 500_000;
const LOW_BPS = 180_000;
/** 1280×720: what `HIGH_BPS` is for. Fewer pixels need fewer bits, but more of them each. */
const HIGH_PIXELS = 1280 * 720;
const BITS_BY_PIXELS_EXPONENT = 0.75;
/** Chrome's own start of 300 kbit/s would leave the high encoding out for the first seconds. */
export const CAMERA_START_KBPS = 800;

const SCREEN_MOST_LINES = 1_080;
const SCREEN_BPS = 1_500_000;
/** Text does not move; pages that scroll are read at this rate. */
const SCREEN_FRAMES_PER_SECOND = 15;

/** Enough to see who is on air and to read a price on a laptop, and cheap enough to be decoded beside one's own camera on a phone. */
const RETURN_LINES = 288;
const RETURN_BPS = 350_000;
const RETURN_FRAMES_PER_SECOND = 15;

/**
 * The encodings of a picture of this size, smallest first. A camera has two (simulcast): the studio takes the one that the
 * person's place on the program needs, so a large picture is paid for only where it is seen.
 */
export const pictureEncodings = (
  media: PictureMedia,
  size: PictureSize,
  profile: CrewProfile,
): readonly PictureEncoding[] => {
  const shortPx = Math.min(size.widthPx, size.heightPx);
  switch (media) {
    case 'camera': {
      const scale = scaleTo(shortPx, MOST_LINES[profile]);
      return [
        { maxBitrate: LOW_BPS, scaleResolutionDownBy: scaleTo(shortPx, LOW_LINES) },
        { maxBitrate: highBps((size.widthPx * size.heightPx) / scale ** 2), scaleResolutionDownBy: scale },
      ];
    }
    case 'screen':
      return [
        {
          maxBitrate: SCREEN_BPS,
          scaleResolutionDownBy: scaleTo(shortPx, SCREEN_MOST_LINES),
          maxFramerate: SCREEN_FRAMES_PER_SECOND,
        },
      ];
    case 'return':
      return [
        {
          maxBitrate: RETURN_BPS,
          scaleResolutionDownBy: scaleTo(shortPx, RETURN_LINES),
          maxFramerate: RETURN_FRAMES_PER_SECOND,
        },
      ];
  }
};

/** Never scales up. */
const scaleTo = (isPx: number, mostPx: number): number => Math.max(1, isPx / mostPx);

const highBps = (pixels: number): number => {
  const wantedBps = HIGH_BPS * (pixels / HIGH_PIXELS) ** BITS_BY_PIXELS_EXPONENT;
  return Math.round(Math.min(HIGH_BPS, Math.max(HIGH_LEAST_BPS, wantedBps)));
};

/** Faces move, so they lose sharpness before they stutter; a screen is there to be read. */
export const degradationOf = (media: PictureMedia): RTCDegradationPreference =>
  media === 'screen' ? 'maintain-resolution' : 'maintain-framerate';

type OpusOptions = {
  readonly opusStereo: boolean;
  readonly opusFec: boolean;
  readonly opusDtx: boolean;
  readonly opusMaxAverageBitrate: number;
};

/** Lost packets are repaired from the next one. No pauses in sending: they cut the beginnings of words, and soft music. */
const opus = (channels: 'mono' | 'stereo', bps: number): OpusOptions => ({
  opusStereo: channels === 'stereo',
  opusFec: true,
  opusDtx: false,
  opusMaxAverageBitrate: bps,
});

/** A voice is mono; what may hold music is stereo, at a rate that music survives. */
export const soundOptions = (media: Exclude<CrewMedia, PictureMedia>): OpusOptions =>
  media === 'bus' || media === 'screen-sound' ? opus('stereo', 96_000) : opus('mono', 48_000);
