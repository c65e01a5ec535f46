import type { Rect, SizePx } from '../../shared/geometry.ts';
import { copyPlane, mirrorPlane, mixPlane } from '../planes/plane-blit.ts';
import { OPAQUE } from '../planes/plane-fill.ts';
import { makeAxisMap, ScaleLines, scalePlane, type AxisMap, type AxisSpan } from '../planes/plane-scale.ts';
import { halveRect } from '../planes/px-rect.ts';
import { levelFor, type Pyramid } from '../planes/pyramid.ts';
import type { Plane, Surface } from '../planes/surface.ts';

export type VideoJob = {
  readonly surface: Surface;
  readonly pyramid: Pyramid;
  /** What is shown, in fractions of the source's picture. */
  readonly from: Rect;
  /** Where the whole of it goes, in target pixels on even coordinates. */
  readonly to: Rect;
  /** The part of `to` that is painted; inside the target. */
  readonly clip: Rect;
  readonly orientation: 'normal' | 'mirrored';
  /** Weight in 1/256. */
  readonly alpha: number;
};

type PlaneJob = {
  readonly source: Plane;
  readonly target: Plane;
  /** Source pixels; may be fractions. */
  readonly from: Rect;
  readonly to: Rect;
  readonly clip: Rect;
  readonly orientation: 'normal' | 'mirrored';
  readonly alpha: number;
};

/** Enough for four videos (two axes, luma and chroma each) in two scenes of a crossfade. */
const KEPT_MAPS = 32;
/** Closer than this, a scaled picture is one to one: a crop's fractions come back with rounding errors. */
const TOLERANCE_PX = 0.01;

const isNear = (a: number, b: number): boolean => Math.abs(a - b) < TOLERANCE_PX;

/** Draws a source's picture into a rectangle: copied where sizes agree, halved and then bilinear where not. */
export class VideoPainter {
  readonly #lines = new ScaleLines();
  /** Column and row maps of the last jobs, newest first: the same layers come again with every frame. */
  readonly #maps: { readonly span: AxisSpan; readonly map: AxisMap }[] = [];

  paint(job: VideoJob): void {
    const shown = scaled(job.from, job.pyramid.base);
    const level = levelFor(Math.min(shown.width / job.to.width, shown.height / job.to.height));
    const source = job.pyramid.level(level);
    const from = scaled(job.from, { widthPx: source.y.widthPx, heightPx: source.y.heightPx });
    const { surface, to, clip, orientation, alpha } = job;
    this.#paintPlane({ source: source.y, target: surface.y, from, to, clip, orientation, alpha });
    const chroma = { from: halveRect(from), to: halveRect(to), clip: halveRect(clip), orientation, alpha };
    this.#paintPlane({ ...chroma, source: source.u, target: surface.u });
    this.#paintPlane({ ...chroma, source: source.v, target: surface.v });
  }

  #paintPlane(job: PlaneJob): void {
    const { source, target, from, to, clip, orientation, alpha } = job;
    const isCopy =
      isNear(from.width, to.width) &&
      isNear(from.height, to.height) &&
      isNear(from.x, Math.round(from.x)) &&
      isNear(from.y, Math.round(from.y));
    if (!isCopy) return this.#scale(job);
    const shiftY = Math.round(from.y) - to.y;
    const blit = { source, target, rect: clip, shiftX: Math.round(from.x) - to.x, shiftY };
    if (orientation === 'normal') return alpha < OPAQUE ? mixPlane(blit, alpha) : copyPlane(blit);
    if (alpha < OPAQUE) return this.#scale(job);
    return mirrorPlane(blit, Math.round(from.x) + to.x + to.width - 1);
  }

  #scale({ source, target, from, to, clip, orientation, alpha }: PlaneJob): void {
    const { widthPx, heightPx } = source;
    const across = { from: from.x, fromExtent: from.width, limit: widthPx, toExtent: to.width, orientation };
    const columns = this.#axisMap(across);
    const down = { from: from.y, fromExtent: from.height, limit: heightPx, toExtent: to.height };
    const rows = this.#axisMap({ ...down, orientation: 'normal' });
    scalePlane({ source, target, to, clip, columns, rows, alpha }, this.#lines);
  }

  #axisMap(span: AxisSpan): AxisMap {
    for (const kept of this.#maps) if (isSameSpan(kept.span, span)) return kept.map;
    const map = makeAxisMap(span);
    this.#maps.unshift({ span, map });
    if (this.#maps.length > KEPT_MAPS) this.#maps.pop();
    return map;
  }
}

const isSameSpan = (a: AxisSpan, b: AxisSpan): boolean =>
  a.from === b.from &&
  a.fromExtent === b.fromExtent &&
  a.limit === b.limit &&
  a.toExtent === b.toExtent &&
  a.orientation === b.orientation;

const scaled = (fractions: Rect, { widthPx, heightPx }: SizePx): Rect => ({
  x: fractions.x * widthPx,
  y: fractions.y * heightPx,
  width: fractions.width * widthPx,
  height: fractions.height * heightPx,
});
