import * as v from 'valibot';
import { FULL_FRAME, scaleRect, type Rect, type SizePx } from '../geometry.ts';
import type { LayerId, SceneId, SourceId } from '../ids.ts';
import { ok, refuse } from '../result.ts';
import { canShowHost, Color, type LayerContent, type SceneDocument, type Source, type SourceKind } from './document.ts';
import { addLayer, makeLayer } from './edit-layers.ts';
import type { Edited } from './edit-parts.ts';
import { addSource, makeSource } from './edit-sources.ts';
import { calloutFrame, cameraCornerFrame, isPortrait } from './frames.ts';
import { containRect } from './place.ts';
import { withRecord } from './records.ts';

/** A new picture takes half of each side at most: large enough to see, small enough to see what is under it. */
const IMAGE_SHARE = 0.5;
const IMAGE_BOX: Rect = { x: 0.25, y: 0.25, width: IMAGE_SHARE, height: IMAGE_SHARE };
const COLOR_BOX: Rect = { x: 0.3, y: 0.35, width: 0.4, height: 0.3 };
const SECOND_SCREEN_BOX: Rect = { x: 0.15, y: 0.15, width: 0.7, height: 0.7 };

const color = (hex: string): Color => v.parse(Color, hex);

const showsPicture = (document: SceneDocument, sceneId: SceneId): boolean =>
  (document.scenes[sceneId]?.layerIds ?? []).some((layerId) => {
    const layer = document.layers[layerId];
    return layer !== undefined && layer.isVisible && layer.content.kind === 'source';
  });

/** The first moving picture of a scene fills it, in fractions of the program; the next ones must not hide it. */
export const sourceLayerFrame = (document: SceneDocument, sceneId: SceneId, kind: SourceKind): Rect => {
  if (!showsPicture(document, sceneId)) return FULL_FRAME;
  return kind === 'screen' ? SECOND_SCREEN_BOX : cameraCornerFrame(document.format);
};

/** The middle of the program, in the picture's own shape; fractions of the program. */
export const imageLayerFrame = (picture: SizePx, program: SizePx): Rect => {
  const box = scaleRect(IMAGE_BOX, program.widthPx, program.heightPx);
  const placed = containRect(box, picture.widthPx / picture.heightPx);
  return scaleRect(placed, 1 / program.widthPx, 1 / program.heightPx);
};

type PlainFacts = {
  readonly program: SizePx;
  readonly text: string;
  /** The host's picture in a new layer of people; see `likelyHostSource`. */
  readonly hostSourceId: SourceId | null;
};

/** The picture that is most likely the host's: the document's first camera or test pattern; null when it has none. */
export const likelyHostSource = ({ sources, sourceIds }: SceneDocument): SourceId | null =>
  sourceIds.find((id) => sources[id] !== undefined && canShowHost(sources[id])) ?? null;

/** What a layer without a source starts as: where it lies and what it shows. `text` is the words of a new text layer. */
export const plainLayer = (
  kind: 'text' | 'color' | 'callout' | 'people',
  { program, text, hostSourceId }: PlainFacts,
): { readonly content: LayerContent; readonly frame: Rect } => {
  switch (kind) {
    case 'text': {
      const sizeFraction = isPortrait(program) ? 0.045 : 0.08;
      const style = { sizeFraction, weight: 600, align: 'center', color: color('#ffffff'), background: null } as const;
      return { content: { kind, text, style }, frame: { x: 0.1, y: 0.4, width: 0.8, height: 0.2 } };
    }
    case 'color':
      return { content: { kind, color: color('#35507a'), toColor: null }, frame: COLOR_BOX };
    case 'callout':
      return { content: { kind }, frame: calloutFrame(program) };
    case 'people':
      return { content: { kind, layout: 'auto', hostSourceId, nameTags: 'shown' }, frame: FULL_FRAME };
  }
};

export type SourceLayer = { readonly sceneId: SceneId; readonly layerId: LayerId; readonly source: Source };

/** Shows `source` in a scene as one step, adding it to the document first when it is new. The layer takes the source's name. */
export const addSourceLayer = (document: SceneDocument, { sceneId, layerId, source }: SourceLayer): Edited => {
  const added: Edited = Object.hasOwn(document.sources, source.id) ? ok(document) : addSource(document, source);
  if (!added.ok) return added;
  const layer = makeLayer({
    id: layerId,
    name: source.name,
    content: { kind: 'source', sourceId: source.id, fit: source.kind === 'screen' ? 'contain' : 'cover' },
    frame: sourceLayerFrame(document, sceneId, source.kind),
  });
  return addLayer(added.value, sceneId, layer);
};

/** Puts a test pattern in a camera's place, in every layer that shows it, without touching a scene. Refused for other kinds. */
export const standInTestPattern = (document: SceneDocument, sourceId: SourceId, name: string): Edited => {
  const camera = document.sources[sourceId];
  if (camera?.kind !== 'camera') return refuse('document.invalid', 'kind');
  const pattern = makeSource('test-pattern', sourceId, name);
  return ok({ ...document, sources: withRecord(document.sources, sourceId, pattern) });
};

/** How many layers show a source: what goes with it when it is removed. */
export const layersOfSource = (document: SceneDocument, sourceId: SourceId): number =>
  Object.values(document.layers).filter(({ content }) => content.kind === 'source' && content.sourceId === sourceId)
    .length;
