import type { Rect, SizePx } from '../../shared/geometry.ts';
import { codeRgba, convert709, limitRange, splitChroma } from './plane-convert.ts';
import { contains, halveRect } from './px-rect.ts';
import { Pyramid } from './pyramid.ts';
import { makeSurface, type Surface } from './surface.ts';

/** What is used of a VideoFrame here; tests give a fake. */
export type SourceFrame = {
  readonly format: VideoPixelFormat | null;
  readonly visibleRect: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  } | null;
  readonly displayWidth: number;
  readonly displayHeight: number;
  readonly colorSpace: { readonly fullRange: boolean | null; readonly matrix: string | null };
  /** Clockwise degrees; phones' cameras. @see https://www.w3.org/TR/webcodecs/#dom-videoframe-rotation */
  readonly rotation?: number;
  readonly flip?: boolean;
  copyTo(destination: AllowSharedBufferSource, options?: VideoFrameCopyToOptions): Promise<unknown>;
  close(): void;
};

/** Gives a frame's pixels upright as RGBA of its display size: the slow way, for what planes cannot say. */
export type ReadUpright<Frame> = (frame: Frame, size: SizePx) => Uint8ClampedArray;

const isUpright = (frame: SourceFrame): boolean => (frame.rotation ?? 0) === 0 && frame.flip !== true;

/** NV12 is taken apart in words of four chroma pixels. */
const REGION_STEP_PX = 8;

/** Size of a frame's picture in its own pixels, upright. */
const pictureSize = (frame: SourceFrame): SizePx =>
  isUpright(frame) && frame.visibleRect
    ? { widthPx: Math.floor(frame.visibleRect.width), heightPx: Math.floor(frame.visibleRect.height) }
    : { widthPx: frame.displayWidth, heightPx: frame.displayHeight };

const regionOf = (used: Rect, { widthPx, heightPx }: SizePx): Rect => {
  const x = Math.floor((used.x * widthPx) / REGION_STEP_PX) * REGION_STEP_PX;
  const y = Math.floor((used.y * heightPx) / 2) * 2;
  // Bilinear sampling touches one pixel more, and halving wants whole words.
  const right = Math.ceil(((used.x + used.width) * widthPx + 1) / REGION_STEP_PX) * REGION_STEP_PX;
  const bottom = Math.ceil(((used.y + used.height) * heightPx + 1) / 2) * 2;
  return { x, y, width: Math.min(widthPx, right) - x, height: Math.min(heightPx, bottom) - y };
};

/** The pixels of one source's newest frame, as planes that a painter can read. Only the part that is used is copied, once. */
export class SourcePicture<Frame extends SourceFrame> {
  readonly #readUpright: ReadUpright<Frame>;
  #pyramid: Pyramid | null = null;
  #copiedSequence = 0;
  #copiedRegion: Rect = { x: 0, y: 0, width: 0, height: 0 };
  #rgba = new Uint8Array(0);
  /** Set once the browser refused a direct copy of this source's frames. */
  #way: 'planes' | 'rgba' | 'canvas' = 'planes';

  constructor(readUpright: ReadUpright<Frame>) {
    this.#readUpright = readUpright;
  }

  get pyramid(): Pyramid | null {
    return this.#pyramid;
  }

  /**
   * Copies `used` (fractions of the picture) of `frame`, unless this frame's was copied before.
   * @param sequence tells frames apart
   */
  async refresh(frame: Frame, sequence: number, used: Rect): Promise<void> {
    const size = pictureSize(frame);
    if (size.widthPx < 1 || size.heightPx < 1) return;
    const region = regionOf(used, size);
    if (sequence === this.#copiedSequence && contains(this.#copiedRegion, region)) return;
    const pyramid = this.#pyramidOf(size, frame.format);
    await this.#copy(frame, pyramid.base, region);
    this.#copiedSequence = sequence;
    this.#copiedRegion = region;
    pyramid.changed(region);
  }

  #pyramidOf({ widthPx, heightPx }: SizePx, format: VideoPixelFormat | null): Pyramid {
    const kept = this.#pyramid;
    const hasRoom = format !== 'NV12' || (kept !== null && kept.base.buffer.length > kept.base.interleaved.offset);
    if (kept && hasRoom && kept.base.widthPx === widthPx && kept.base.heightPx === heightPx) return kept;
    const base = makeSurface({ widthPx, heightPx }, format === 'NV12' ? 'interleaved' : 'planar');
    this.#pyramid = new Pyramid(base, kept === null ? 0 : kept.version);
    this.#copiedSequence = 0;
    return this.#pyramid;
  }

  async #copy(frame: Frame, surface: Surface, region: Rect): Promise<void> {
    if (!isUpright(frame)) return this.#copyByCanvas(frame, surface);
    if (this.#way === 'planes' && isPlanar(frame)) {
      if (await this.#try(() => copyPlanes(frame, surface, region))) return;
      this.#way = 'rgba';
    }
    if (this.#way !== 'canvas') {
      if (await this.#try(() => this.#copyRgba(frame, surface, region))) return;
      this.#way = 'canvas';
    }
    this.#copyByCanvas(frame, surface);
  }

  /** Whether a way of copying works here: browsers differ in the formats that they convert, and say so by rejecting. */
  async #try(copy: () => Promise<void>): Promise<boolean> {
    return copy().then(
      () => true,
      () => false,
    );
  }

  async #copyRgba(frame: Frame, surface: Surface, region: Rect): Promise<void> {
    const bytes = region.width * region.height * 4;
    if (this.#rgba.length !== bytes) this.#rgba = new Uint8Array(bytes);
    await frame.copyTo(this.#rgba, { rect: visiblePart(frame, region), format: 'RGBA', colorSpace: 'srgb' });
    codeRgba(this.#rgba, surface, region);
  }

  #copyByCanvas(frame: Frame, surface: Surface): void {
    const { widthPx, heightPx } = surface;
    codeRgba(this.#readUpright(frame, { widthPx, heightPx }), surface, {
      x: 0,
      y: 0,
      width: widthPx,
      height: heightPx,
    });
  }
}

/** Planes start on even pixels only. */
const isPlanar = ({ format, visibleRect }: SourceFrame): boolean =>
  (format === 'I420' || format === 'NV12') && ((visibleRect?.x ?? 0) | (visibleRect?.y ?? 0)) % 2 === 0;

const visiblePart = ({ visibleRect }: SourceFrame, region: Rect): Rect => ({
  ...region,
  x: region.x + (visibleRect?.x ?? 0),
  y: region.y + (visibleRect?.y ?? 0),
});

const copyPlanes = async (frame: SourceFrame, surface: Surface, region: Rect): Promise<void> => {
  const isInterleaved = frame.format === 'NV12';
  const [y, u, v] = surface.layout;
  const chroma = halveRect(region);
  const shifted = ({ offset, stride }: PlaneLayout, at: { x: number; y: number }): PlaneLayout => ({
    offset: offset + at.y * stride + at.x,
    stride,
  });
  const layout = isInterleaved
    ? [shifted(y, region), shifted(surface.interleaved, { x: region.x, y: chroma.y })]
    : [shifted(y, region), shifted(u, chroma), shifted(v, chroma)];
  await frame.copyTo(surface.buffer, { rect: visiblePart(frame, region), layout });
  if (isInterleaved)
    splitChroma(surface, { ...chroma, width: Math.ceil(chroma.width), height: Math.ceil(chroma.height) });
  if (frame.colorSpace.fullRange === true) limitRange(surface, region);
  if (frame.colorSpace.matrix === 'bt709') convert709(surface, region);
};
