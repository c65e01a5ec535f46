import type { SizePx } from '../../shared/geometry.ts';
import { OPAQUE } from './plane-fill.ts';
import { makeAxisMap, ScaleLines, scalePlane, type AxisMap } from './plane-scale.ts';
import { wholeOf } from './px-rect.ts';
import type { Plane } from './surface.ts';

type Maps = { readonly from: SizePx; readonly to: SizePx; readonly columns: AxisMap; readonly rows: AxisMap };

/** Luma and chroma of three pictures: what one filter scales with every frame. */
const KEPT_MAPS = 6;

const isSameSize = (a: SizePx, b: SizePx): boolean => a.widthPx === b.widthPx && a.heightPx === b.heightPx;

/** Scales whole planes to whole planes, whatever their proportions. */
export class PlaneStretcher {
  readonly #lines = new ScaleLines();
  /** Of the last sizes, newest first: the same ones come again with every frame. */
  readonly #maps: Maps[] = [];

  stretch(source: Plane, target: Plane): void {
    const { columns, rows } = this.#mapsFor(source, target);
    const whole = wholeOf(target);
    scalePlane({ source, target, to: whole, clip: whole, columns, rows, alpha: OPAQUE }, this.#lines);
  }

  #mapsFor(from: SizePx, to: SizePx): Maps {
    const kept = this.#maps.find((maps) => isSameSize(maps.from, from) && isSameSize(maps.to, to));
    if (kept) return kept;
    const maps = {
      from: { widthPx: from.widthPx, heightPx: from.heightPx },
      to: { widthPx: to.widthPx, heightPx: to.heightPx },
      columns: wholeAxis(from.widthPx, to.widthPx),
      rows: wholeAxis(from.heightPx, to.heightPx),
    };
    this.#maps.unshift(maps);
    if (this.#maps.length > KEPT_MAPS) this.#maps.pop();
    return maps;
  }
}

const wholeAxis = (fromPx: number, toPx: number): AxisMap =>
  makeAxisMap({ from: 0, fromExtent: fromPx, limit: fromPx, toExtent: toPx, orientation: 'normal' });
