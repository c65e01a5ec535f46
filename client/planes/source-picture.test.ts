import { describe, expect, it } from 'vitest';
import type { Rect, SizePx } from '../../shared/geometry.ts';
import { rgbToYuv } from '../../shared/scene/yuv.ts';
import { SourcePicture, type SourceFrame } from './source-picture.ts';
import { flatSurface, patternSurface, rowsOf } from './testing.ts';
import type { Plane, Surface } from './surface.ts';

const WHOLE: Rect = { x: 0, y: 0, width: 1, height: 1 };

type FakeFacts = {
  readonly format: 'I420' | 'NV12' | 'BGRA';
  readonly picture: Surface;
  readonly visible?: Rect;
  readonly fullRange?: boolean;
  readonly matrix?: string;
};

/** Copies as a browser does: the visible part's planes, by the layout that it was given. */
class FakeFrame implements SourceFrame {
  readonly format: FakeFacts['format'];
  readonly visibleRect: Rect;
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly colorSpace: { readonly fullRange: boolean; readonly matrix: string };
  readonly rotation: number;
  copies = 0;
  copiedPx = 0;
  readonly #picture: Surface;

  constructor({ format, picture, visible, fullRange = false, matrix = 'smpte170m' }: FakeFacts, rotation = 0) {
    this.format = format;
    this.#picture = picture;
    this.visibleRect = visible ?? { x: 0, y: 0, width: picture.widthPx, height: picture.heightPx };
    this.displayWidth = this.visibleRect.width;
    this.displayHeight = this.visibleRect.height;
    this.colorSpace = { fullRange, matrix };
    this.rotation = rotation;
  }

  copyTo(destination: AllowSharedBufferSource, options: VideoFrameCopyToOptions = {}): Promise<void> {
    const { rect, layout, format } = options;
    if (!(destination instanceof Uint8Array) || !rect) return Promise.reject(new TypeError('unexpected destination'));
    const part = { x: rect.x ?? 0, y: rect.y ?? 0, width: rect.width ?? 0, height: rect.height ?? 0 };
    this.copies += 1;
    this.copiedPx += part.width * part.height;
    if (format === 'RGBA') {
      for (let at = 0; at < part.width * part.height; at += 1) destination.set([200, 100, 50, 255], at * 4);
      return Promise.resolve();
    }
    if (this.format === 'BGRA' || !layout) return Promise.reject(new DOMException('not planar', 'NotSupportedError'));
    if (!fits(layout, part, destination.length)) return Promise.reject(new TypeError('Invalid layout.'));
    this.#copyPlanes(destination, part, layout);
    return Promise.resolve();
  }

  #copyPlanes(destination: Uint8Array, part: Rect, layout: readonly PlaneLayout[]): void {
    const { y, u, v } = this.#picture;
    const chroma = {
      x: part.x / 2,
      y: part.y / 2,
      width: Math.ceil(part.width / 2),
      height: Math.ceil(part.height / 2),
    };
    const put = (plane: Plane, rect: Rect, at: PlaneLayout | undefined, step: number): void =>
      rowsOf(plane, rect).forEach((row, line) =>
        row.forEach((value, column) => {
          destination[(at?.offset ?? 0) + line * (at?.stride ?? 0) + column * step] = value;
        }),
      );
    put(y, part, layout[0], 1);
    if (this.format === 'NV12') {
      const [, pairs] = layout;
      put(u, chroma, pairs, 2);
      put(v, chroma, pairs && { ...pairs, offset: pairs.offset + 1 }, 2);
      return;
    }
    put(u, chroma, layout[1], 1);
    put(v, chroma, layout[2], 1);
  }

  close(): void {
    this.copies = -1;
  }
}

/** As browsers check it: each plane's rows, all with their whole stride, inside the destination and apart from each other. */
const fits = (layout: readonly PlaneLayout[], { height }: Rect, bytes: number): boolean => {
  const ends = layout.map(
    ({ offset, stride }, plane) => offset + stride * (plane === 0 ? height : Math.ceil(height / 2)),
  );
  return ends.every((end, plane) => end <= (layout[plane + 1]?.offset ?? bytes));
};

const neverUpright = (): Uint8ClampedArray => {
  throw new TypeError('not asked for');
};

const SIZE: SizePx = { widthPx: 40, heightPx: 22 };

describe('picture of a source', () => {
  it.each(['I420', 'NV12'] as const)('holds the planes of a frame in %s', async (format) => {
    const picture = patternSurface(SIZE);
    const source = new SourcePicture(neverUpright);
    await source.refresh(new FakeFrame({ format, picture }), 1, WHOLE);
    const base = source.pyramid?.base;
    expect(base && rowsOf(base.y)).toEqual(rowsOf(picture.y));
    expect(base && rowsOf(base.u)).toEqual(rowsOf(picture.u));
    expect(base && rowsOf(base.v)).toEqual(rowsOf(picture.v));
  });

  it('copies a frame once, however often it is painted', async () => {
    const frame = new FakeFrame({ format: 'I420', picture: patternSurface(SIZE) });
    const source = new SourcePicture(neverUpright);
    await source.refresh(frame, 1, WHOLE);
    const version = source.pyramid?.version;
    await source.refresh(frame, 1, { x: 0.25, y: 0.25, width: 0.5, height: 0.5 });
    expect(frame.copies).toBe(1);
    expect(source.pyramid?.version).toBe(version);
    await source.refresh(frame, 2, WHOLE);
    expect(frame.copies).toBe(2);
    expect(source.pyramid?.version).not.toBe(version);
  });

  it('copies only the part that is used, into its own place', async () => {
    const picture = patternSurface({ widthPx: 160, heightPx: 90 });
    const frame = new FakeFrame({ format: 'I420', picture });
    const source = new SourcePicture(neverUpright);
    await source.refresh(frame, 1, { x: 0.5, y: 0.5, width: 0.25, height: 0.25 });
    expect(frame.copiedPx).toBeLessThan(0.12 * 160 * 90);
    const part = { x: 80, y: 46, width: 40, height: 20 };
    const base = source.pyramid?.base;
    expect(base && rowsOf(base.y, part)).toEqual(rowsOf(picture.y, part));
  });

  it.each(['I420', 'NV12'] as const)(
    'copies a part in %s that is as high as the picture and not as wide',
    async (format) => {
      const picture = patternSurface({ widthPx: 160, heightPx: 90 });
      const source = new SourcePicture(neverUpright);
      await source.refresh(new FakeFrame({ format, picture }), 1, { x: 0.25, y: 0, width: 0.5, height: 1 });
      const part = { x: 40, y: 0, width: 80, height: 90 };
      const base = source.pyramid?.base;
      expect(base && rowsOf(base.y, part)).toEqual(rowsOf(picture.y, part));
      expect(base && rowsOf(base.v, { x: 20, y: 0, width: 40, height: 45 })).toEqual(
        rowsOf(picture.v, { x: 20, y: 0, width: 40, height: 45 }),
      );
    },
  );

  it('shows the visible rectangle only', async () => {
    const picture = patternSurface({ widthPx: 64, heightPx: 32 });
    const visible = { x: 8, y: 4, width: 33, height: 19 };
    const source = new SourcePicture(neverUpright);
    await source.refresh(new FakeFrame({ format: 'NV12', picture, visible }), 1, WHOLE);
    const base = source.pyramid?.base;
    expect(base && rowsOf(base.y)).toEqual(rowsOf(picture.y, visible));
    expect(base && rowsOf(base.v)).toEqual(rowsOf(picture.v, { x: 4, y: 2, width: 17, height: 10 }));
  });

  it('codes frames that have no planes in the program’s colors', async () => {
    const source = new SourcePicture(neverUpright);
    await source.refresh(new FakeFrame({ format: 'BGRA', picture: patternSurface(SIZE) }), 1, WHOLE);
    const { y, u, v } = rgbToYuv({ r: 200, g: 100, b: 50 });
    const base = source.pyramid?.base;
    expect(
      base && [new Set(rowsOf(base.y).flat()), new Set(rowsOf(base.u).flat()), new Set(rowsOf(base.v).flat())],
    ).toEqual([new Set([y]), new Set([u]), new Set([v])]);
  });

  it('brings a full-range camera into limited range', async () => {
    const picture = patternSurface(SIZE);
    picture.y.bytes.fill(255);
    picture.u.bytes.fill(128);
    const source = new SourcePicture(neverUpright);
    await source.refresh(new FakeFrame({ format: 'I420', picture, fullRange: true }), 1, WHOLE);
    expect([source.pyramid?.base.y.bytes[0], source.pyramid?.base.u.bytes[0]]).toEqual([235, 128]);
  });

  it('brings a picture of BT.709 into the program’s colors', async () => {
    const picture = flatSurface(SIZE, 63, 102, 240);
    const source = new SourcePicture(neverUpright);
    await source.refresh(new FakeFrame({ format: 'I420', picture, matrix: 'bt709' }), 1, WHOLE);
    const base = source.pyramid?.base;
    const red = rgbToYuv({ r: 255, g: 0, b: 0 });
    const shown = base && [base.y, base.u, base.v].map((plane) => [...new Set(rowsOf(plane).flat())]);
    expect(shown?.map((values) => values.length)).toEqual([1, 1, 1]);
    const [y, u, v] = shown?.flat() ?? [];
    expect(Math.max(Math.abs((y ?? 0) - red.y), Math.abs((u ?? 0) - red.u), Math.abs((v ?? 0) - red.v))).toBeLessThan(
      2,
    );
  });

  it('asks for an upright picture when the camera is turned', async () => {
    const asked: SizePx[] = [];
    const source = new SourcePicture((_frame: FakeFrame, wanted) => {
      asked.push(wanted);
      return new Uint8ClampedArray(wanted.widthPx * wanted.heightPx * 4).fill(255);
    });
    await source.refresh(new FakeFrame({ format: 'I420', picture: patternSurface(SIZE) }, 90), 1, WHOLE);
    expect(asked).toEqual([SIZE]);
    expect(source.pyramid?.base.y.bytes[0]).toBe(235);
  });

  it('makes new planes when the camera changes its size, and counts versions on', async () => {
    const source = new SourcePicture(neverUpright);
    await source.refresh(new FakeFrame({ format: 'I420', picture: patternSurface(SIZE) }), 1, WHOLE);
    const version = source.pyramid?.version ?? 0;
    const larger = patternSurface({ widthPx: 64, heightPx: 36 });
    await source.refresh(new FakeFrame({ format: 'I420', picture: larger }), 2, WHOLE);
    expect(source.pyramid?.base.widthPx).toBe(64);
    expect(source.pyramid?.version).toBeGreaterThan(version);
  });
});
