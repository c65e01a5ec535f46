import { FULL_FRAME, type Rect } from '../../shared/geometry.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { DrawList, DrawOp } from '../../shared/scene/draw-list.ts';
import { BLACK_YUV, hexToYuv, type Yuv } from '../../shared/scene/yuv.ts';
import { VideoPainter } from './paint-video.ts';
import type { Painter, PaintInput } from './painter.ts';
import { mixPlane } from '../planes/plane-blit.ts';
import { fillPlane, OPAQUE, tintPlane } from '../planes/plane-fill.ts';
import { overlayPlane } from './plane-overlay.ts';
import { contains, halveRect, intersect, isEmpty, snapToEven } from '../planes/px-rect.ts';
import { Pyramid } from '../planes/pyramid.ts';
import type { Raster } from './raster.ts';
import { makeSurface, type Plane, type Surface } from '../planes/surface.ts';

type Op<Kind extends DrawOp['op']> = Extract<DrawOp, { op: Kind }>;

/** Where an op's own pixels go: the surface, and the part of it that may be touched. */
type Canvas = { readonly surface: Surface; readonly clip: Rect; readonly depth: number };

const alphaOf = (opacity: number): number => Math.round(Math.min(1, Math.max(0, opacity)) * OPAQUE);

/**
 * Paints planes of bytes and never visits RGB. It needs no GPU and no canvas, so its pixels are a pure function of its
 * inputs that Node can test byte by byte.
 */
export class I420Painter implements Painter {
  readonly #video = new VideoPainter();
  /** One surface per depth of groups; a crossfade needs one. */
  readonly #scratch: Surface[] = [];
  /** Halves of the rasters that are drawn in another size than they were made in. */
  readonly #pyramids = new WeakMap<Raster, Pyramid>();

  paint(target: Surface, list: DrawList, damage: readonly Rect[], input: PaintInput): void {
    for (const clip of damage) this.#paintOps({ surface: target, clip, depth: 0 }, list.ops, input);
  }

  #paintOps(canvas: Canvas, ops: readonly DrawOp[], input: PaintInput): void {
    const covering = lowestNeeded(ops, canvas.clip, input);
    if (covering === -1) fillSurface(canvas.surface, canvas.clip, { color: BLACK_YUV, alpha: OPAQUE });
    for (let at = Math.max(0, covering); at < ops.length; at += 1) this.#paintOp(canvas, ops[at] as DrawOp, input);
  }

  #paintOp(canvas: Canvas, op: DrawOp, input: PaintInput): void {
    const alpha = alphaOf(op.opacity);
    if (alpha === 0) return;
    switch (op.op) {
      case 'video':
        return this.#paintVideo(canvas, op, input);
      case 'raster':
        return this.#paintRaster(canvas, op, input);
      case 'fill': {
        const clip = intersect(snapToEven(op.to), canvas.clip);
        if (!isEmpty(clip)) fillSurface(canvas.surface, clip, { color: hexToYuv(op.color), alpha });
        return;
      }
      case 'group':
        return this.#paintGroup(canvas, op, input);
      default:
        return assertNever(op);
    }
  }

  #paintVideo({ surface, clip }: Canvas, op: Op<'video'>, input: PaintInput): void {
    const pyramid = input.picture(op.sourceId);
    const to = snapToEven(op.to);
    const touched = intersect(to, clip);
    if (!pyramid || isEmpty(touched)) return;
    const { from, orientation } = op;
    this.#video.paint({ surface, pyramid, from, to, clip: touched, orientation, alpha: alphaOf(op.opacity) });
  }

  #paintRaster(canvas: Canvas, op: Op<'raster'>, input: PaintInput): void {
    const raster = input.raster(op.key, op.spec);
    if (!raster) return;
    const alpha = alphaOf(op.opacity);
    if (!isScaled(raster, op.to)) return overlay(canvas, raster, { x: op.to.x, y: op.to.y, alpha });
    const to = snapToEven(op.to);
    const clip = intersect(to, canvas.clip);
    if (isEmpty(clip)) return;
    const pyramid = this.#pyramidOf(raster);
    this.#video.paint({ surface: canvas.surface, pyramid, from: FULL_FRAME, to, clip, orientation: 'normal', alpha });
  }

  #pyramidOf(raster: Raster): Pyramid {
    const kept = this.#pyramids.get(raster);
    if (kept) return kept;
    const made = new Pyramid(raster.color);
    this.#pyramids.set(raster, made);
    return made;
  }

  #paintGroup({ surface, clip, depth }: Canvas, op: Op<'group'>, input: PaintInput): void {
    const scratch = this.#scratchFor(surface, depth);
    this.#paintOps({ surface: scratch, clip, depth: depth + 1 }, op.ops, input);
    const alpha = alphaOf(op.opacity);
    const chroma = halveRect(clip);
    mixPlane({ source: scratch.y, target: surface.y, rect: clip, shiftX: 0, shiftY: 0 }, alpha);
    mixPlane({ source: scratch.u, target: surface.u, rect: chroma, shiftX: 0, shiftY: 0 }, alpha);
    mixPlane({ source: scratch.v, target: surface.v, rect: chroma, shiftX: 0, shiftY: 0 }, alpha);
  }

  #scratchFor({ widthPx, heightPx }: Surface, depth: number): Surface {
    const kept = this.#scratch[depth];
    if (kept && kept.widthPx === widthPx && kept.heightPx === heightPx) return kept;
    const made = makeSurface({ widthPx, heightPx });
    this.#scratch[depth] = made;
    return made;
  }
}

/** Index of the top-most op that hides everything below it inside `clip`, or −1 when black shows through. */
const lowestNeeded = (ops: readonly DrawOp[], clip: Rect, input: PaintInput): number => {
  for (let at = ops.length - 1; at >= 0; at -= 1) {
    const op = ops[at] as DrawOp;
    if (op.op !== 'group' && op.opacity >= 1 && contains(snapToEven(op.to), clip) && isOpaque(op, input)) return at;
  }
  return -1;
};

const isOpaque = (op: Exclude<DrawOp, Op<'group'>>, input: PaintInput): boolean => {
  if (op.op === 'fill') return true;
  if (op.op === 'video') return input.picture(op.sourceId) !== null;
  return input.raster(op.key, op.spec)?.coverage === 'opaque';
};

/** An opaque raster covers its rectangle whatever its size: a name card on its way to another slot is made once. */
const isScaled = ({ coverage, outsetPx, widthPx, heightPx }: Raster, to: Rect): boolean =>
  coverage === 'opaque' && outsetPx === 0 && (widthPx !== to.width || heightPx !== to.height);

type Paint = { readonly color: Yuv; readonly alpha: number };

const fillSurface = (surface: Surface, clip: Rect, { color, alpha }: Paint): void => {
  const chroma = halveRect(clip);
  fillOne(surface.y, clip, { value: color.y, alpha });
  fillOne(surface.u, chroma, { value: color.u, alpha });
  fillOne(surface.v, chroma, { value: color.v, alpha });
};

const fillOne = (plane: Plane, clip: Rect, tint: { readonly value: number; readonly alpha: number }): void => {
  if (tint.alpha >= OPAQUE) fillPlane(plane, clip, tint.value);
  else tintPlane(plane, clip, tint);
};

type Placed = { readonly x: number; readonly y: number; readonly alpha: number };

const overlay = ({ surface, clip }: Canvas, raster: Raster, { x, y, alpha: opacity }: Placed): void => {
  const left = Math.round((x - raster.outsetPx) / 2) * 2;
  const top = Math.round((y - raster.outsetPx) / 2) * 2;
  const { color, lumaAlpha, chromaAlpha, lumaSpans, chromaSpans } = raster;
  overlayPlane({
    color: color.y,
    alpha: lumaAlpha,
    spans: lumaSpans,
    target: surface.y,
    x: left,
    y: top,
    clip,
    opacity,
  });
  const halves = { alpha: chromaAlpha, spans: chromaSpans, x: left / 2, y: top / 2, clip: halveRect(clip), opacity };
  overlayPlane({ ...halves, color: color.u, target: surface.u });
  overlayPlane({ ...halves, color: color.v, target: surface.v });
};
