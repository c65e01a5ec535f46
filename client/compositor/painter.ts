import type { Rect } from '../../shared/geometry.ts';
import type { DrawList, RasterSpec } from '../../shared/scene/draw-list.ts';
import type { SourceId } from '../../shared/ids.ts';
import type { Pyramid } from '../planes/pyramid.ts';
import type { Raster } from './raster.ts';
import type { Surface } from '../planes/surface.ts';

/** What a painter borrows while it paints; nothing of it is kept. */
export type PaintInput = {
  /** The source's newest picture; null when there is none, and the op is left out. */
  picture(sourceId: SourceId): Pyramid | null;
  /** The raster to show for a spec: its own, or one that stands in for it; null leaves the op out. */
  raster(key: string, spec: RasterSpec): Raster | null;
};

export interface Painter {
  /**
   * Paints `list` into the parts of `target` that `damage` names (pixels on even coordinates, inside the target; they may
   * overlap); the rest keeps what it shows. The target has the list's size.
   */
  paint(target: Surface, list: DrawList, damage: readonly Rect[], input: PaintInput): void;
}
