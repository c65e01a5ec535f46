/** Often enough that a scene is recognized by what moves in it; a thumbnail is no monitor. */
const OFF_AIR_MS = 1_000;
/** On air the program comes first. */
const ON_AIR_MS = 2_000;
/** While the compositor is late, thumbnails all but stop. */
const LATE_MS = 8_000;

export type ThumbnailLoad = {
  readonly air: 'on' | 'off';
  /** Program frames that were missed since the last round. */
  readonly missedFrames: number;
};

/** How long to wait before the next round of thumbnails. */
export const thumbnailPauseMs = ({ air, missedFrames }: ThumbnailLoad): number => {
  if (missedFrames > 0) return LATE_MS;
  return air === 'on' ? ON_AIR_MS : OFF_AIR_MS;
};
