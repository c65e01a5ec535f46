/** Twice what is shown, for dense screens; even, as the painter wants it. */
export const THUMBNAIL_WIDTH_PX = 168;
