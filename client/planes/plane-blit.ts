import type { Rect } from '../../shared/geometry.ts';
import { OPAQUE } from './plane-fill.ts';
import type { Plane } from './surface.ts';

/** A rectangle of `target` (in its own pixels, inside it) whose pixel (x, y) comes from the source's (x + shiftX, y + shiftY). */
export type Blit = {
  readonly source: Plane;
  readonly target: Plane;
  readonly rect: Rect;
  readonly shiftX: number;
  readonly shiftY: number;
};

/** Copies pixels one to one. */
export const copyPlane = ({ source, target, rect, shiftX, shiftY }: Blit): void => {
  const { bytes } = target;
  const isWhole = rect.x === 0 && shiftX === 0 && rect.width === target.widthPx && source.stride === target.stride;
  if (isWhole) {
    const start = (rect.y + shiftY) * source.stride;
    bytes.set(source.bytes.subarray(start, start + rect.height * source.stride), rect.y * target.stride);
    return;
  }
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const start = (row + shiftY) * source.stride + rect.x + shiftX;
    bytes.set(source.bytes.subarray(start, start + rect.width), row * target.stride + rect.x);
  }
};

/** Copies one to one with left and right exchanged: target x comes from the source's `mirrorX − x`. */
export const mirrorPlane = ({ source, target, rect, shiftY }: Blit, mirrorX: number): void => {
  const readEnd = mirrorX - rect.x + 1;
  const isAligned = ((rect.x | readEnd | rect.width) & 3) === 0;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const read = (row + shiftY) * source.stride + readEnd;
    const write = row * target.stride + rect.x;
    if (isAligned)
      mirrorWords(source.words, target.words, { read: read >> 2, write: write >> 2, count: rect.width >> 2 });
    else mirrorBytes(source.bytes, target.bytes, { read, write, count: rect.width });
  }
};

/** `read` is the end of the source's run, which is taken backwards. */
type MirrorRun = { readonly read: number; readonly write: number; readonly count: number };

const mirrorWords = (from: Int32Array, to: Int32Array, { read, write, count }: MirrorRun): void => {
  for (let step = 0; step < count; step += 1) {
    const word = from[read - 1 - step] as number;
    to[write + step] = (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24);
  }
};

const mirrorBytes = (from: Uint8Array, to: Uint8Array, { read, write, count }: MirrorRun): void => {
  for (let step = 0; step < count; step += 1) to[write + step] = from[read - 1 - step] as number;
};

const LANES = 0x00ff00ff;

/**
 * Blends the source over the target with one weight: a crossfade. Four pixels a step where both rows start on a word,
 * which whole pictures do: a 720p crossfade is the most expensive thing that this painter does.
 */
export const mixPlane = (blit: Blit, alpha: number): void => {
  const { source, target, rect, shiftX, shiftY } = blit;
  const isAligned = ((rect.x | (rect.x + shiftX) | rect.width) & 3) === 0;
  for (let row = rect.y; row < rect.y + rect.height; row += 1) {
    const read = (row + shiftY) * source.stride + rect.x + shiftX;
    const write = row * target.stride + rect.x;
    if (isAligned)
      mixWords(source.words, target.words, { read: read >> 2, write: write >> 2, count: rect.width >> 2, alpha });
    else mixBytes(source.bytes, target.bytes, { read, write, count: rect.width, alpha });
  }
};

/** A run of pixels in one row: where it is read and written, how long it is, and the weight of what is laid over. */
export type MixRun = {
  readonly read: number;
  readonly write: number;
  readonly count: number;
  readonly alpha: number;
};

/** Positions and count are of words, four pixels each. */
const mixWords = (from: Int32Array, to: Int32Array, { read, write, count, alpha }: MixRun): void => {
  const kept = OPAQUE - alpha;
  for (let step = 0; step < count; step += 1) {
    const a = to[write + step] as number;
    const b = from[read + step] as number;
    to[write + step] = mixWord(a, kept, b, alpha);
  }
};

/** Mixes four bytes with weights that sum to 256, in two lanes of 16 bits at a time. */
export const mixWord = (a: number, weightA: number, b: number, weightB: number): number => {
  const even = (Math.imul(a & LANES, weightA) + Math.imul(b & LANES, weightB) + 0x00800080) >>> 8;
  const odd = Math.imul((a >>> 8) & LANES, weightA) + Math.imul((b >>> 8) & LANES, weightB) + 0x00800080;
  return (even & LANES) | (odd & ~LANES);
};

export const mixBytes = (from: Uint8Array, to: Uint8Array, { read, write, count, alpha }: MixRun): void => {
  const kept = OPAQUE - alpha;
  for (let step = 0; step < count; step += 1) {
    to[write + step] = ((to[write + step] as number) * kept + (from[read + step] as number) * alpha + 128) >> 8;
  }
};
