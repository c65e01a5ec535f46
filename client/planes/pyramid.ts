import type { Rect, SizePx } from '../../shared/geometry.ts';
import { growToEven, halveRect, intersect, wholeOf } from './px-rect.ts';
import { halvePlane } from './plane-halve.ts';
import { makeSurface, type Surface } from './surface.ts';

/** Halving thrice serves a 1080p source in a 208-pixel thumbnail. */
const MAX_LEVEL = 3;

/**
 * A source's newest picture and its halves, each made at most once per picture and only when something is drawn small.
 * `version` counts pictures; the owner bumps it by `changed` after it wrote new pixels.
 */
export class Pyramid {
  readonly #levels: Surface[];
  #made = 0;
  #region: Rect;
  #version: number;

  /** @param version counts on from the pyramid that this one replaces */
  constructor(base: Surface, version = 0) {
    this.#levels = [base];
    this.#version = version;
    this.#region = wholeOf(base);
  }

  get base(): Surface {
    return this.#levels[0] as Surface;
  }

  get version(): number {
    return this.#version;
  }

  /** Says that `region` of the base (pixels) holds a new picture. */
  changed(region: Rect): void {
    this.#made = 0;
    this.#region = region;
    this.#version += 1;
  }

  /** The picture at half size to the power of `level`. */
  level(level: number): Surface {
    for (; this.#made < level; this.#made += 1) this.#halve(this.#made);
    return this.#levels[level] as Surface;
  }

  #halve(from: number): void {
    const source = this.#levels[from] as Surface;
    const size: SizePx = { widthPx: (source.widthPx + 1) >> 1, heightPx: (source.heightPx + 1) >> 1 };
    const target = (this.#levels[from + 1] ??= makeSurface(size));
    const scale = 2 ** (from + 1);
    const { x, y, width, height } = this.#region;
    const region = growToEven({ x: x / scale, y: y / scale, width: width / scale, height: height / scale });
    halvePlane(source.y, target.y, intersect(region, wholeOf(target.y)));
    const chroma = intersect(halveRect(region), wholeOf(target.u));
    halvePlane(source.u, target.u, chroma);
    halvePlane(source.v, target.v, chroma);
  }
}

/** How often to halve before a bilinear reduction: as long as a target pixel would still step over two source pixels. */
export const levelFor = (reduction: number): number => {
  let level = 0;
  for (let rest = reduction; rest >= 2 && level < MAX_LEVEL; rest /= 2) level += 1;
  return level;
};
