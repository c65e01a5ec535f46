import type { SizePx } from '../../shared/geometry.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Surface } from '../planes/surface.ts';

/** The size of the pictures that are looked at, whatever the camera's: it is what the model was trained with. */
export const MASK_SIZE: SizePx = { widthPx: 256, heightPx: 256 };
export const MASK_PIXELS = MASK_SIZE.widthPx * MASK_SIZE.heightPx;

/** Tells a person from what is behind them. */
export type Segmenter = Closable & {
  /**
   * How sure it is that a pixel is of a person: 0 (not) … 255, row by row.
   * @param picture of `MASK_SIZE`; borrowed until the promise settles
   */
  segment(picture: Surface): Promise<Uint8Array>;
};
