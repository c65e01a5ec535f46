import type { Crop, Rect } from '../geometry.ts';
import type { Layer } from './document.ts';
import { cropByHandle, resizeFrame, type Handle } from './resize.ts';
import { snapMove, type Guide, type SnapTo } from './snap.ts';

/** A point of the program, in fractions of it. */
export type Point = { readonly x: number; readonly y: number };

/** A drag of a layer over the picture: what was grabbed, and the layer and the pointer as they were when it began. */
export type Gesture = { readonly layer: Layer; readonly grip: Handle | 'body'; readonly from: Point };

/** The keys held now; they may change while the pointer moves. */
export type Modifiers = { readonly shiftKey: boolean; readonly altKey: boolean; readonly ctrlKey: boolean };

export type GestureStep = {
  readonly label: 'layer.move' | 'layer.resize' | 'layer.crop';
  readonly frame: Rect;
  readonly crop: Crop;
  readonly guides: readonly Guide[];
};

const hasCrop = ({ content }: Layer): boolean => content.kind === 'source' || content.kind === 'image';

/**
 * Where a drag has brought its layer with the pointer at `to`. The body moves; a handle resizes (a corner keeps the aspect,
 * Shift frees it) or, with Alt on a picture, crops. Ctrl turns snapping off.
 */
export const gestureStep = (
  { layer, grip, from }: Gesture,
  to: Point,
  { modifiers, snapTo }: { readonly modifiers: Modifiers; readonly snapTo: SnapTo },
): GestureStep => {
  const { frame, crop } = layer;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const near = modifiers.ctrlKey ? { ...snapTo, tolerancePx: 0 } : snapTo;
  if (grip === 'body') {
    const moved = snapMove({ ...frame, x: frame.x + dx, y: frame.y + dy }, near);
    return { label: 'layer.move', crop, ...moved };
  }
  if (modifiers.altKey && hasCrop(layer)) {
    return { label: 'layer.crop', guides: [], ...cropByHandle({ frame, crop, handle: grip, dx, dy }) };
  }
  const aspect = modifiers.shiftKey ? 'free' : 'kept';
  return { label: 'layer.resize', crop, ...resizeFrame({ frame, handle: grip, dx, dy, aspect }, near) };
};
