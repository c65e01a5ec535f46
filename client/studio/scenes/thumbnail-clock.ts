/** Often enough that a scene is recognized by what moves in it; a thumbnail is no monitor. */
const EVERY_MS = 1_000;
/** On air the program comes first: thumbnails take at most this share of the time. */
const ON_AIR_SHARE = 0.02;
const OFF_AIR_SHARE = 0.1;
const LONGEST_MS = 10_000;

export type ThumbnailLoad = {
  /** How long the last round of thumbnails took. */
  readonly roundMs: number;
  readonly air: 'on' | 'off';
};

/** How long to wait before the next round of thumbnails, so that they cost no more than their share. */
export const thumbnailPauseMs = ({ roundMs, air }: ThumbnailLoad): number =>
  Math.min(LONGEST_MS, Math.max(EVERY_MS, roundMs / (air === 'on' ? ON_AIR_SHARE : OFF_AIR_SHARE)));
