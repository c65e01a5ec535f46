import type { SizePx } from '../../shared/geometry.ts';

/** What is used of a canvas's context here; tests give a fake. */
export type GrowingContext = {
  readonly canvas: { width: number; height: number };
  reset(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  getImageData(x: number, y: number, width: number, height: number): Pick<ImageData, 'data'>;
};

/**
 * A canvas of a worker for pictures of any size, drawn in its top left corner one after another. It grows, and never shrinks:
 * where there is no GPU, Chromium 156 asks the page's main thread for the memory of a canvas whose size was set, also when
 * the size is the same, and the worker waits as long as the page is busy.
 */
export class GrowingCanvas<Context extends GrowingContext> {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  get context(): Context {
    return this.#context;
  }

  /** Makes sure that a picture of this size can be drawn without asking anyone. */
  makeRoom({ widthPx, heightPx }: SizePx): void {
    const { canvas } = this.#context;
    if (widthPx <= canvas.width && heightPx <= canvas.height) return;
    canvas.width = Math.max(canvas.width, widthPx);
    canvas.height = Math.max(canvas.height, heightPx);
    // Memory is asked for by the first drawing, not by the size.
    this.#context.fillRect(0, 0, 1, 1);
  }

  /** An empty canvas with a new context's state, and room for a picture of this size. */
  clear(size: SizePx): Context {
    this.makeRoom(size);
    this.#context.reset();
    return this.#context;
  }

  /** The picture in the corner, as RGBA that is not premultiplied. */
  read({ widthPx, heightPx }: SizePx): ImageDataArray {
    return this.#context.getImageData(0, 0, widthPx, heightPx).data;
  }
}
