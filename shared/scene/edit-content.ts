import type { LayerId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { LayerContent, type Color, type Fit, type SceneDocument, type TextStyle } from './document.ts';
import { accept, acceptHostSource, findLayer, type Edited } from './edit-parts.ts';
import { withRecord } from './records.ts';

const setContent = (document: SceneDocument, layerId: LayerId, content: unknown): Edited => {
  const layer = findLayer(document, layerId);
  if (!layer.ok) return layer;
  const accepted = accept(LayerContent, content, 'content');
  if (!accepted.ok) return accepted;
  return ok({ ...document, layers: withRecord(document.layers, layerId, { ...layer.value, content: accepted.value }) });
};

const contentOf = <Kind extends LayerContent['kind']>(
  document: SceneDocument,
  layerId: LayerId,
  kind: Kind,
): Result<Extract<LayerContent, { kind: Kind }>> => {
  const layer = findLayer(document, layerId);
  if (!layer.ok) return layer;
  const { content } = layer.value;
  return isKind(content, kind) ? ok(content) : refuse('document.invalid', 'kind');
};

const isKind = <Kind extends LayerContent['kind']>(
  content: LayerContent,
  kind: Kind,
): content is Extract<LayerContent, { kind: Kind }> => content.kind === kind;

/** Changes what a text layer says; at most 500 characters, and it may be empty while someone types. */
export const setLayerText = (document: SceneDocument, layerId: LayerId, text: string): Edited => {
  const content = contentOf(document, layerId, 'text');
  return content.ok ? setContent(document, layerId, { ...content.value, text }) : content;
};

/** Changes the given properties of a text layer's style. */
export const setLayerTextStyle = (document: SceneDocument, layerId: LayerId, style: Partial<TextStyle>): Edited => {
  const content = contentOf(document, layerId, 'text');
  if (!content.ok) return content;
  return setContent(document, layerId, { ...content.value, style: { ...content.value.style, ...style } });
};

/** One color, or a vertical gradient from `color` at the top to `toColor`. */
export const setLayerColor = (
  document: SceneDocument,
  layerId: LayerId,
  colors: { readonly color: Color; readonly toColor: Color | null },
): Edited => {
  const content = contentOf(document, layerId, 'color');
  return content.ok ? setContent(document, layerId, { ...content.value, ...colors }) : content;
};

/** How a source's or an image's picture fills its layer. */
export const setLayerFit = (document: SceneDocument, layerId: LayerId, fit: Fit): Edited => {
  const layer = findLayer(document, layerId);
  if (!layer.ok) return layer;
  const { content } = layer.value;
  if (content.kind !== 'source' && content.kind !== 'image') return refuse('document.invalid', 'kind');
  return setContent(document, layerId, { ...content, fit });
};

type People = Extract<LayerContent, { kind: 'people' }>;

const setPeople = (
  document: SceneDocument,
  layerId: LayerId,
  change: Partial<Pick<People, 'layout' | 'hostSourceId' | 'nameTags'>>,
): Edited => {
  const content = contentOf(document, layerId, 'people');
  return content.ok ? setContent(document, layerId, { ...content.value, ...change }) : content;
};

/** How the people of a layer are arranged. */
export const setLayerLayout = (document: SceneDocument, layerId: LayerId, layout: People['layout']): Edited =>
  setPeople(document, layerId, { layout });

/** Whether people's names are in their pictures. */
export const setLayerNameTags = (document: SceneDocument, layerId: LayerId, nameTags: People['nameTags']): Edited =>
  setPeople(document, layerId, { nameTags });

/** Which picture is the host's: a camera or test pattern, or null for a card with the host's name. */
export const setLayerHost = (
  document: SceneDocument,
  layerId: LayerId,
  hostSourceId: People['hostSourceId'],
): Edited => {
  const accepted = acceptHostSource(document, hostSourceId);
  return accepted.ok ? setPeople(document, layerId, { hostSourceId }) : accepted;
};
