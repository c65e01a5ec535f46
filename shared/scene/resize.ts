import type { Crop, Rect } from '../geometry.ts';
import { snapLine, type Guide, type SnapTo, type Snapped } from './snap.ts';

export const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;
/** A compass point of the layer's box: corners have two letters, edges one. */
export type Handle = (typeof HANDLES)[number];

/** A layer never gets smaller than this, in program pixels: it could not be grabbed again. */
const MIN_SIDE_PX = 16;

/** The edge of each axis that a handle moves. */
type Pull = 'start' | 'end' | 'none';

const pullX = (handle: Handle): Pull => (handle.includes('w') ? 'start' : handle.includes('e') ? 'end' : 'none');
const pullY = (handle: Handle): Pull => (handle.includes('n') ? 'start' : handle.includes('s') ? 'end' : 'none');

type Span = { readonly start: number; readonly length: number };

/** Moves one edge of `span` by `delta`; the other edge stays, and the span keeps `min`. */
const pulled = ({ start, length }: Span, pull: Pull, { delta, min }: { delta: number; min: number }): Span => {
  switch (pull) {
    case 'none':
      return { start, length };
    case 'end':
      return { start, length: Math.max(min, length + delta) };
    case 'start': {
      const next = Math.max(min, length - delta);
      return { start: start + length - next, length: next };
    }
  }
};

/** `span` scaled by `factor` from the edge that the pull leaves alone, or from its middle. */
const scaled = ({ start, length }: Span, pull: Pull, factor: number): Span => {
  const next = length * factor;
  const kept = pull === 'end' ? 0 : pull === 'start' ? 1 : 0.5;
  return { start: start + (length - next) * kept, length: next };
};

const toRect = (x: Span, y: Span): Rect => ({ x: x.start, y: y.start, width: x.length, height: y.length });
const edgeOf = ({ start, length }: Span, pull: Pull): number => (pull === 'start' ? start : start + length);

export type Resize = {
  /** The frame when the drag began, in fractions of the program. */
  readonly frame: Rect;
  readonly handle: Handle;
  /** How far the pointer has come since, in fractions of the program. */
  readonly dx: number;
  readonly dy: number;
  /** `kept` scales both sides together (a corner's default), `free` stretches (Shift, and always at an edge). */
  readonly aspect: 'kept' | 'free';
};

const isCorner = (handle: Handle): boolean => handle.length === 2;

const freeResize = ({ frame, handle, dx, dy }: Resize, to: SnapTo): Snapped => {
  const guides: Guide[] = [];
  const side = (span: Span, pull: Pull, { delta, axis }: { delta: number; axis: Guide['axis'] }): Span => {
    const min = MIN_SIDE_PX / (axis === 'x' ? to.program.widthPx : to.program.heightPx);
    const next = pulled(span, pull, { delta, min });
    const edge = edgeOf(next, pull);
    const line = pull === 'none' ? null : snapLine(edge, axis, to);
    if (line === null) return next;
    const snapped = pulled(next, pull, { delta: line - edge, min });
    if (Math.abs(edgeOf(snapped, pull) - line) < 1e-9) guides.push({ axis, at: line });
    return snapped;
  };
  const x = side({ start: frame.x, length: frame.width }, pullX(handle), { delta: dx, axis: 'x' });
  const y = side({ start: frame.y, length: frame.height }, pullY(handle), { delta: dy, axis: 'y' });
  return { frame: toRect(x, y), guides };
};

const keptResize = ({ frame, handle, dx, dy }: Resize, to: SnapTo): Snapped => {
  const x: Span = { start: frame.x, length: frame.width };
  const y: Span = { start: frame.y, length: frame.height };
  const factorMin = Math.max(
    MIN_SIDE_PX / (frame.width * to.program.widthPx),
    MIN_SIDE_PX / (frame.height * to.program.heightPx),
  );
  const growX = pulled(x, pullX(handle), { delta: dx, min: 0 }).length / frame.width;
  const growY = pulled(y, pullY(handle), { delta: dy, min: 0 }).length / frame.height;
  // The side that was pulled further leads: the corner stays under the pointer along one axis.
  const wished = Math.max(factorMin, Math.abs(growX - 1) > Math.abs(growY - 1) ? growX : growY);
  const candidates = [
    { axis: 'x', span: x, pull: pullX(handle) } as const,
    { axis: 'y', span: y, pull: pullY(handle) } as const,
  ].flatMap(({ axis, span, pull }) => {
    const edge = edgeOf(scaled(span, pull, wished), pull);
    const at = snapLine(edge, axis, to);
    if (at === null) return [];
    const factor = pull === 'end' ? (at - span.start) / span.length : (span.start + span.length - at) / span.length;
    return factor < factorMin ? [] : [{ guide: { axis, at }, factor, miss: Math.abs(factor - wished) }];
  });
  const best = candidates.sort((a, b) => a.miss - b.miss)[0];
  const factor = best?.factor ?? wished;
  return {
    frame: toRect(scaled(x, pullX(handle), factor), scaled(y, pullY(handle), factor)),
    guides: candidates.filter((other) => Math.abs(other.factor - factor) < 1e-9).map(({ guide }) => guide),
  };
};

/** A frame dragged by a handle; the opposite edge or corner stays, and moved edges snap. An edge handle always stretches. */
export const resizeFrame = (resize: Resize, to: SnapTo): Snapped =>
  resize.aspect === 'kept' && isCorner(resize.handle) ? keptResize(resize, to) : freeResize(resize, to);

/** Crops meet no nearer than this, so a layer keeps something to show and to grab. */
const MIN_KEPT = 0.05;

type SideCrop = { readonly before: number; readonly after: number };

const cropSide = (
  span: Span,
  crop: SideCrop,
  { pull, delta }: { pull: Pull; delta: number },
): { span: Span; crop: SideCrop } => {
  if (pull === 'none') return { span, crop };
  const kept = 1 - crop.before - crop.after;
  // The picture keeps its scale while its edge moves: one fraction of the program is this much of the uncropped picture.
  const perFraction = kept / span.length;
  const own = pull === 'start' ? crop.before : crop.after;
  const inward = pull === 'start' ? delta : -delta;
  const next = Math.max(0, Math.min(own + kept - MIN_KEPT, own + inward * perFraction));
  const moved = (next - own) / perFraction;
  return {
    span: { start: pull === 'start' ? span.start + moved : span.start, length: span.length - moved },
    crop: pull === 'start' ? { ...crop, before: next } : { ...crop, after: next },
  };
};

export type EdgeCrop = Omit<Resize, 'aspect'> & { readonly crop: Crop };

/**
 * Alt-drag of a handle: cuts the picture at that edge instead of scaling it, so what stays visible does not move.
 * `frame` and `crop` are those at the drag's begin. Pulling outward gives back what was cut, and no more.
 */
export const cropByHandle = ({
  frame,
  crop,
  handle,
  dx,
  dy,
}: EdgeCrop): { readonly frame: Rect; readonly crop: Crop } => {
  const across = cropSide(
    { start: frame.x, length: frame.width },
    { before: crop.left, after: crop.right },
    { pull: pullX(handle), delta: dx },
  );
  const down = cropSide(
    { start: frame.y, length: frame.height },
    { before: crop.top, after: crop.bottom },
    { pull: pullY(handle), delta: dy },
  );
  return {
    frame: toRect(across.span, down.span),
    crop: { top: down.crop.before, right: across.crop.after, bottom: down.crop.after, left: across.crop.before },
  };
};
