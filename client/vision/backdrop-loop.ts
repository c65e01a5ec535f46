import { blurPlane } from '../planes/plane-blur.ts';
import { PlaneStretcher } from '../planes/plane-stretch.ts';
import { levelFor, type Pyramid } from '../planes/pyramid.ts';
import { SourcePicture, type ReadUpright, type SourceFrame } from '../planes/source-picture.ts';
import { makeSurface, type Plane, type Surface } from '../planes/surface.ts';
import type { BackdropKind } from './backdrops.ts';
import { BackdropPainter } from './composite.ts';
import { MASK_PIXELS, MASK_SIZE, type Segmenter } from './segmenter.ts';
import { opacityOf, smoothMask } from './smooth.ts';

/** What is used of a camera's frame here; tests give a fake. */
export type CameraFrame = SourceFrame & { readonly timestamp: number };

type Ports<Frame extends CameraFrame> = {
  readonly nowMs: () => number;
  readonly readUpright: ReadUpright<Frame>;
  /** A frame with a copy of the pixels, dated as the camera's. */
  readonly make: (surface: Surface, timestampMicros: number) => Frame;
  /** Takes ownership. Resolves when there is room for another one. */
  readonly write: (frame: Frame) => Promise<void>;
  readonly onFlowing: () => void;
  readonly onError: (error: unknown) => void;
};

const WHOLE = { x: 0, y: 0, width: 1, height: 1 };
/** Every other frame of a camera with 30 a second: more masks cost much and show little. */
const MASK_INTERVAL_MS = 60;
/**
 * A segmenter that hangs says nothing, and the person moves on: the room would be seen where they were. Long enough for a
 * device that takes half as long for each mask, whose picture must not change between masked and blurred.
 */
const MASK_LASTS_MS = 2_000;

/** Repaints a camera's frames as they come, each with the newest mask that there is: no frame waits for the segmenter. */
export class BackdropLoop<Frame extends CameraFrame> {
  readonly #ports: Ports<Frame>;
  readonly #painter = new BackdropPainter();
  readonly #stretcher = new PlaneStretcher();
  readonly #lookedAt = makeSurface(MASK_SIZE);
  readonly #mask = new Uint8Array(MASK_PIXELS);
  readonly #opacity: Plane = makeSurface(MASK_SIZE).y;
  #kind: BackdropKind;
  #segmenter: Segmenter | null = null;
  /** When the picture was taken that the mask is of; null while there is none. */
  #maskOfMs: number | null = null;
  #isAsking = false;
  #askedAtMs = Number.NEGATIVE_INFINITY;
  #reader: ReadableStreamDefaultReader<Frame> | null = null;
  #target: Surface | null = null;
  #isFlowing = false;

  constructor(kind: BackdropKind, ports: Ports<Frame>) {
    this.#kind = kind;
    this.#ports = ports;
  }

  show(kind: BackdropKind): void {
    this.#kind = kind;
  }

  /** Owns the segmenter. What the one before saw is forgotten: it may be long ago. */
  use(segmenter: Segmenter): void {
    void this.#segmenter?.close();
    this.#segmenter = segmenter;
    this.#isAsking = false;
    this.#maskOfMs = null;
  }

  /** Frames come from here now. Another camera shows the person in another place. */
  feed(readable: ReadableStream<Frame>): void {
    const reader = readable.getReader();
    this.#reader = reader;
    this.#maskOfMs = null;
    this.#read(reader).catch(this.#ports.onError);
  }

  async #read(reader: ReadableStreamDefaultReader<Frame>): Promise<void> {
    const picture = new SourcePicture<Frame>(this.#ports.readUpright);
    for (let sequence = 1; ; sequence += 1) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      try {
        if (this.#reader !== reader) break;
        await this.#repaint(picture, frame, sequence);
      } finally {
        frame.close();
      }
    }
    await reader.cancel();
  }

  async #repaint(picture: SourcePicture<Frame>, frame: Frame, sequence: number): Promise<void> {
    await picture.refresh(frame, sequence, WHOLE);
    const { pyramid } = picture;
    if (!pyramid) return;
    this.#ask(pyramid);
    const target = this.#targetFor(pyramid.base);
    this.#painter.paint(target, pyramid, this.#kind, this.#hasMask() ? this.#opacity : null);
    await this.#ports.write(this.#ports.make(target, frame.timestamp));
    if (!this.#isFlowing) this.#ports.onFlowing();
    this.#isFlowing = true;
  }

  /** Has a look taken at the newest picture, unless the last one is still being looked at. */
  #ask(pyramid: Pyramid): void {
    const nowMs = this.#ports.nowMs();
    if (!this.#segmenter || this.#isAsking || nowMs - this.#askedAtMs < MASK_INTERVAL_MS) return;
    this.#isAsking = true;
    this.#askedAtMs = nowMs;
    const { widthPx, heightPx } = pyramid.base;
    const source = pyramid.level(levelFor(Math.min(widthPx / MASK_SIZE.widthPx, heightPx / MASK_SIZE.heightPx)));
    for (const plane of ['y', 'u', 'v'] as const) this.#stretcher.stretch(source[plane], this.#lookedAt[plane]);
    void this.#takeMask(this.#segmenter, this.#reader);
  }

  async #takeMask(segmenter: Segmenter, reader: unknown): Promise<void> {
    const newer = await segmenter.segment(this.#lookedAt);
    if (segmenter !== this.#segmenter) return;
    this.#isAsking = false;
    if (reader !== this.#reader) return;
    if (this.#hasMask()) smoothMask(this.#mask, newer);
    else this.#mask.set(newer);
    opacityOf(this.#mask, this.#opacity.bytes);
    // Where the model is unsure, its mask has the pattern of its last layer.
    blurPlane(this.#opacity, 1);
    this.#maskOfMs = this.#askedAtMs;
  }

  #hasMask(): boolean {
    return this.#maskOfMs !== null && this.#ports.nowMs() - this.#maskOfMs < MASK_LASTS_MS;
  }

  #targetFor({ widthPx, heightPx }: Surface): Surface {
    const kept = this.#target;
    if (kept?.widthPx === widthPx && kept.heightPx === heightPx) return kept;
    this.#target = makeSurface({ widthPx, heightPx });
    return this.#target;
  }
}
