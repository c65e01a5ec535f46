import * as v from 'valibot';
import type { LayerId, SceneId, SourceId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { visibleText } from '../visible-text.ts';
import { canShowHost, type Layer, type Scene, type SceneDocument, type Source } from './document.ts';

/** What every edit returns: the next document, or why the edit is refused. The given document is never changed. */
export type Edited = Result<SceneDocument>;

const Name = visibleText(80);

/** `value` as `schema` reads it, or `document.invalid` with the name of the field. */
export const accept = <Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
  field: string,
): Result<Output> => {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? ok(parsed.output) : refuse('document.invalid', field);
};

/** A name that a person typed, of up to 80 characters. */
export const acceptName = (name: string): Result<string> => accept(Name, name, 'name');

const find = <Id extends string, Item>(records: Readonly<Record<Id, Item>>, id: Id, field: string): Result<Item> =>
  Object.hasOwn(records, id) ? ok(records[id]) : refuse('document.invalid', field);

export const findSource = (document: SceneDocument, sourceId: SourceId): Result<Source> =>
  find(document.sources, sourceId, 'sourceId');

/** Refused unless the host can be seen by it: a camera or test pattern of the document, or nothing at all. */
export const acceptHostSource = (document: SceneDocument, sourceId: SourceId | null): Result<null> => {
  if (sourceId === null) return ok(null);
  const source = findSource(document, sourceId);
  if (!source.ok) return source;
  return canShowHost(source.value) ? ok(null) : refuse('document.invalid', 'hostSourceId');
};

export const findScene = (document: SceneDocument, sceneId: SceneId): Result<Scene> =>
  find(document.scenes, sceneId, 'sceneId');

export const findLayer = (document: SceneDocument, layerId: LayerId): Result<Layer> =>
  find(document.layers, layerId, 'layerId');

/** The scene that a layer belongs to; undefined when no scene lists it. */
export const sceneOfLayer = (document: SceneDocument, layerId: LayerId): Scene | undefined =>
  document.sceneIds.map((sceneId) => document.scenes[sceneId]).find((scene) => scene?.layerIds.includes(layerId));
