import type { SizePx } from '../../shared/geometry.ts';
import { blurPlane } from '../planes/plane-blur.ts';
import { fillPlane } from '../planes/plane-fill.ts';
import { halvePlane } from '../planes/plane-halve.ts';
import { layByMask } from '../planes/plane-mask.ts';
import { PlaneStretcher } from '../planes/plane-stretch.ts';
import { wholeOf } from '../planes/px-rect.ts';
import type { Pyramid } from '../planes/pyramid.ts';
import { makeSurface, type Plane, type Surface } from '../planes/surface.ts';
import { BACKDROP_COLORS, type BackdropKind } from './backdrops.ts';

/** A blurred picture is no higher than this before it is blurred: then the blur costs nothing, and hides as much in every size. */
const BLURRED_MAX_PX = 100;
const BLUR_RADIUS_PX = 3;
const BLUR_PASSES = 2;

const levelUnder = ({ heightPx }: SizePx): number => Math.max(0, Math.ceil(Math.log2(heightPx / BLURRED_MAX_PX)));

const hasSize = (surface: Surface | null, { widthPx, heightPx }: SizePx): surface is Surface =>
  surface?.widthPx === widthPx && surface.heightPx === heightPx;

/** Paints a camera's picture with something else behind the person. Works on planes of bytes, as the compositor does. */
export class BackdropPainter {
  readonly #stretcher = new PlaneStretcher();
  #blurred: Surface | null = null;
  /** Opacity of the person in the picture's size: `y` for its luma, `u` for its chroma. */
  #opacity: Surface | null = null;

  /**
   * @param target of the picture's size; is painted all over
   * @param opacity of the person, in any size; null while nobody knows where the person is: then the whole picture is blurred,
   * because the room is not to be seen.
   */
  paint(target: Surface, picture: Pyramid, kind: BackdropKind, opacity: Plane | null): void {
    if (kind === 'blur' || opacity === null) this.#paintBlurred(target, picture);
    else paintColor(target, kind);
    if (opacity !== null) this.#layPerson(target, picture.base, opacity);
  }

  #paintBlurred(target: Surface, picture: Pyramid): void {
    const source = picture.level(levelUnder(picture.base));
    const blurred = hasSize(this.#blurred, source) ? this.#blurred : makeSurface(source);
    this.#blurred = blurred;
    blurred.y.bytes.set(source.y.bytes);
    blurred.u.bytes.set(source.u.bytes);
    blurred.v.bytes.set(source.v.bytes);
    for (const plane of ['y', 'u', 'v'] as const) {
      // Chroma has half the pixels; as much radius there hides colors twice as well.
      for (let pass = 0; pass < BLUR_PASSES; pass += 1) blurPlane(blurred[plane], BLUR_RADIUS_PX);
      this.#stretcher.stretch(blurred[plane], target[plane]);
    }
  }

  #layPerson(target: Surface, picture: Surface, opacity: Plane): void {
    const mask = hasSize(this.#opacity, target) ? this.#opacity : makeSurface(target);
    this.#opacity = mask;
    this.#stretcher.stretch(opacity, mask.y);
    halvePlane(mask.y, mask.u, wholeOf(mask.u));
    layByMask(picture.y, target.y, mask.y);
    layByMask(picture.u, target.u, mask.u);
    layByMask(picture.v, target.v, mask.u);
  }
}

const paintColor = ({ y, u, v }: Surface, kind: Exclude<BackdropKind, 'blur'>): void => {
  const color = BACKDROP_COLORS[kind];
  fillPlane(y, wholeOf(y), color.y);
  fillPlane(u, wholeOf(u), color.u);
  fillPlane(v, wholeOf(v), color.v);
};
