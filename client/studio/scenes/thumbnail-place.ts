/** Twice what is shown, for dense screens; even, as the painter wants it. */
export const THUMBNAIL_WIDTH_PX = 168;

/** A place that takes pictures of one scene, while it can be seen. `show` takes the picture over. */
export type ThumbnailPlace = { readonly isSeen: () => boolean; readonly show: (picture: ImageBitmap) => void };
