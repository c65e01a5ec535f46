import { describe, expect, it } from 'vitest';
import { GrowingCanvas, type GrowingContext } from './growing-canvas.ts';

/** Counts what makes Chromium ask the page's main thread: a first drawing after the size was set. */
class FakeContext implements GrowingContext {
  asked = 0;
  readonly reads: string[] = [];
  resets = 0;
  #hasMemory = false;
  readonly canvas: GrowingContext['canvas'];

  constructor(widthPx: number, heightPx: number) {
    const forget = (): void => {
      this.#hasMemory = false;
    };
    let [width, height] = [widthPx, heightPx];
    this.canvas = {
      get width() {
        return width;
      },
      set width(px) {
        width = px;
        forget();
      },
      get height() {
        return height;
      },
      set height(px) {
        height = px;
        forget();
      },
    };
  }

  reset(): void {
    this.resets += 1;
  }

  fillRect(): void {
    if (!this.#hasMemory) this.asked += 1;
    this.#hasMemory = true;
  }

  getImageData(x: number, y: number, width: number, height: number): Pick<ImageData, 'data'> {
    this.reads.push(`${x} ${y} ${width}x${height}`);
    return { data: new Uint8ClampedArray(width * height * 4) };
  }
}

const aCanvas = () => {
  const context = new FakeContext(16, 16);
  const canvas = new GrowingCanvas(context);
  canvas.makeRoom({ widthPx: 1280, heightPx: 720 });
  return { context, canvas };
};

const sizeOf = ({ canvas }: FakeContext): string => `${canvas.width}x${canvas.height}`;

describe('a canvas that only grows', () => {
  it('has the memory for a picture before it is drawn', () => {
    const { context } = aCanvas();
    expect([sizeOf(context), context.asked]).toEqual(['1280x720', 1]);
  });

  it('asks for nothing while pictures fit, whatever their sizes', () => {
    const { context, canvas } = aCanvas();
    for (const size of [
      { widthPx: 400, heightPx: 156 },
      { widthPx: 1280, heightPx: 720 },
      { widthPx: 64, heightPx: 700 },
    ]) {
      canvas.clear(size).fillRect();
    }
    expect([sizeOf(context), context.asked, context.resets]).toEqual(['1280x720', 1, 3]);
  });

  it('grows to the side that is too small and keeps the other', () => {
    const { context, canvas } = aCanvas();
    canvas.makeRoom({ widthPx: 576, heightPx: 1024 });
    expect([sizeOf(context), context.asked]).toEqual(['1280x1024', 2]);
    canvas.clear({ widthPx: 1280, heightPx: 1024 }).fillRect();
    expect(context.asked).toBe(2);
  });

  it('reads only the part that was drawn', () => {
    const { context, canvas } = aCanvas();
    canvas.clear({ widthPx: 40, heightPx: 20 });
    expect(canvas.read({ widthPx: 40, heightPx: 20 })).toHaveLength(40 * 20 * 4);
    expect(context.reads).toEqual(['0 0 40x20']);
  });
});
