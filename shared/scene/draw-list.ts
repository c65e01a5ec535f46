import type { Fit, SourceKind, TextStyle } from './document.ts';
import type { Crop, Rect } from '../geometry.ts';
import type { AssetId, ItemId, SourceId } from '../ids.ts';
import type { CalloutCard } from './program.ts';

/** What gives moving pictures. */
export type PictureKind = Exclude<SourceKind, 'microphone'>;

/**
 * A picture that is rasterized once and kept (text, card, image, slate). Sizes are program pixels.
 * `rasterKey` turns a spec into the cache's key: equal specs share one raster.
 */
export type RasterSpec =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly style: TextStyle;
      readonly widthPx: number;
      readonly heightPx: number;
      readonly programHeightPx: number;
    }
  | { readonly kind: 'card'; readonly card: CalloutCard; readonly widthPx: number; readonly heightPx: number }
  | {
      readonly kind: 'image';
      readonly assetId: AssetId;
      readonly fit: Fit;
      readonly crop: Crop;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | {
      readonly kind: 'slate';
      /** What its picture would come from, for the drawing: a person's is a camera's. */
      readonly of: PictureKind;
      readonly title: string;
      readonly reason: 'starting' | 'lost';
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | {
      readonly kind: 'gradient';
      readonly color: string;
      readonly toColor: string;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | {
      /** Stands in a person's slot while there is no picture of them. */
      readonly kind: 'name-card';
      readonly name: string;
      /** "Reconnecting" of somebody whose line is lost; null for everybody else. */
      readonly stateLine: string | null;
      /** From the top: its words keep to this part, and out of what a product's card covers. */
      readonly freeHeightPx: number;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | {
      /** What somebody wrote, and who; what it does not need of the size stays transparent, above and at the right. */
      readonly kind: 'comment';
      readonly name: string;
      readonly text: string;
      readonly typePx: number;
      readonly widthPx: number;
      readonly heightPx: number;
    }
  | {
      /** A name in a corner of the person's picture; what the name does not need of the width stays transparent. */
      readonly kind: 'name-tag';
      readonly name: string;
      readonly typePx: number;
      readonly side: 'left' | 'right';
      readonly widthPx: number;
      readonly heightPx: number;
    };

/**
 * One step of painting, in painter's order. `to` is in program pixels, already snapped to even coordinates where planes
 * of half size need it; it may reach outside the program and is then clipped by the painter.
 */
export type DrawOp =
  | {
      readonly op: 'video';
      readonly sourceId: SourceId;
      /** The part of the source's frame that is shown, in fractions of the frame (fit and crop are already applied). */
      readonly from: Rect;
      readonly to: Rect;
      readonly opacity: number;
      readonly orientation: 'normal' | 'mirrored';
    }
  | {
      readonly op: 'raster';
      /** While `to` has another size (a slot on its way), an opaque raster is scaled to cover it. */
      readonly spec: RasterSpec;
      readonly key: string;
      readonly to: Rect;
      readonly opacity: number;
      readonly itemId: ItemId | null;
    }
  | { readonly op: 'fill'; readonly color: string; readonly to: Rect; readonly opacity: number }
  /** A whole scene blended over what is below it; how a fade is drawn. */
  | { readonly op: 'group'; readonly opacity: number; readonly ops: readonly DrawOp[] };

export type DrawList = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Painter's order over black. */
  readonly ops: readonly DrawOp[];
  /**
   * Whether the picture changes by time alone (a fade or an animation is running). When false and no source has a new
   * frame, the last picture can be sent again.
   */
  readonly motion: 'moving' | 'still';
};

/** Where in the picture a product can be clicked, in fractions of the program; the top-most area comes first. */
export type HitArea = { readonly itemId: ItemId; readonly rect: Rect };
