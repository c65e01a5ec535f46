import { scaleRect, type Rect } from '../geometry.ts';
import type { Layer, LayerContent, Scene, SceneDocument } from './document.ts';
import type { DrawOp, PictureKind, RasterSpec } from './draw-list.ts';
import { CARD_ASPECT, containRect, evenRect } from './place.ts';
import type { FrameProgram, SourceView, SourceViews } from './program.ts';
import { rasterKey } from './raster-key.ts';

/** All that a frame is planned from. */
export type Moment = {
  readonly document: SceneDocument;
  readonly program: FrameProgram;
  readonly views: SourceViews;
  readonly atMs: number;
};

export type Content<Kind extends LayerContent['kind']> = Extract<LayerContent, { kind: Kind }>;

/** A layer's frame in program pixels. */
export const layerBox = ({ document }: Pick<Moment, 'document'>, layer: Layer): Rect =>
  evenRect(scaleRect(layer.frame, document.format.widthPx, document.format.heightPx));

/** Where the card of a callout layer with this box rests, in program pixels. */
export const cardRect = (box: Rect): Rect => evenRect(containRect(box, CARD_ASPECT));

/** The places of a scene's callouts, whether something is explained or not. */
export const cardRects = (moment: Moment, scene: Scene): Rect[] =>
  scene.layerIds.flatMap((layerId) => {
    const layer = moment.document.layers[layerId];
    const isPlace = layer !== undefined && layer.isVisible && layer.opacity > 0 && layer.content.kind === 'callout';
    return isPlace ? [cardRect(layerBox(moment, layer))] : [];
  });

export const rasterOp = (spec: RasterSpec, to: Rect, opacity: number): DrawOp => ({
  op: 'raster',
  spec,
  key: rasterKey(spec),
  to,
  opacity,
  itemId: null,
});

type Slate = {
  readonly of: PictureKind;
  readonly title: string;
  readonly view: SourceView | undefined;
  /** Where it is drawn now, and the size that its raster is made in. */
  readonly box: Rect;
  readonly rest: Rect;
  readonly opacity: number;
};

/** What stands in for a source without a picture: never black and never left out. */
export const slateOp = ({ of, title, view, box, rest, opacity }: Slate): DrawOp => {
  const reason = view?.state === 'lost' ? 'lost' : 'starting';
  return rasterOp({ kind: 'slate', of, title, reason, widthPx: rest.width, heightPx: rest.height }, box, opacity);
};
