import * as v from 'valibot';
import { LayerId, SceneId, SourceId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { canShowHost, DOCUMENT_VERSION, Layer, PROGRAM_FORMATS, Scene, SceneDocument, Source } from './document.ts';

/** One thing that was wrong in a stored document and what it cost. `where` names the record's id or the document's field. */
export type Repair = {
  readonly what:
    | 'record-dropped'
    | 'field-reset'
    | 'order-completed'
    | 'order-cleaned'
    | 'layer-without-source'
    | 'layer-without-scene';
  readonly where: string;
};

type Notes = Repair[];

const { entries } = SceneDocument;

/** What a field falls back to when it cannot be read. */
const DEFAULTS = {
  format: PROGRAM_FORMATS['landscape-720'],
  transition: { kind: 'fade', durationMs: 300 },
  programAudio: { gainDb: 0, isLimited: true },
} as const satisfies Partial<SceneDocument>;

const AnyRecord = v.record(v.string(), v.unknown());
const AnyList = v.array(v.unknown());

type Raw = Readonly<Record<string, unknown>>;

const readField = <Output>(
  schema: v.GenericSchema<unknown, Output>,
  { value, fallback, where }: { value: unknown; fallback: Output; where: string },
  notes: Notes,
): Output => {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  notes.push({ what: 'field-reset', where });
  return fallback;
};

/** Reads records one by one, so that one broken record does not cost the others. */
const readRecords = <Id extends string, Item extends { readonly id: Id }>(
  schema: v.GenericSchema<unknown, Item>,
  { value, where }: { value: unknown; where: string },
  notes: Notes,
): Map<Id, Item> => {
  const records = new Map<Id, Item>();
  for (const [id, raw] of Object.entries(readField(AnyRecord, { value, fallback: {}, where }, notes))) {
    const parsed = v.safeParse(schema, raw);
    // An id like "toString" would be found on every plain object.
    if (parsed.success && parsed.output.id === id && !(id in {})) records.set(parsed.output.id, parsed.output);
    else notes.push({ what: 'record-dropped', where: id });
  }
  return records;
};

type Order<Id extends string> = {
  readonly value: unknown;
  readonly schema: v.GenericSchema<unknown, Id>;
  readonly where: string;
};

/** The known ids of a stored order, each once. */
const readOrder = <Id extends string>(
  { value, schema, where }: Order<Id>,
  isKnown: (id: Id) => boolean,
  notes: Notes,
): Id[] => {
  const listed = v.safeParse(AnyList, value);
  const order = new Set<Id>();
  for (const entry of listed.success ? listed.output : []) {
    const parsed = v.safeParse(schema, entry);
    if (parsed.success && isKnown(parsed.output)) order.add(parsed.output);
  }
  if (!listed.success || order.size < listed.output.length) notes.push({ what: 'order-cleaned', where });
  return [...order];
};

const completeOrder = <Id extends string>(
  order: readonly Id[],
  { all, where }: { all: Iterable<Id>; where: string },
  notes: Notes,
): Id[] => {
  const missing = [...all].filter((id) => !order.includes(id));
  if (missing.length > 0) notes.push({ what: 'order-completed', where });
  return [...order, ...missing];
};

/** A scene whose order is repaired after it is read, because that needs the layers. */
const LooseScene = v.object({ ...Scene.entries, layerIds: v.unknown() });
type LooseScene = v.InferOutput<typeof LooseScene>;

const MAX_SCENES = 50;
const MAX_LAYERS = 100;

/** A people layer whose host's picture is gone goes on without one. */
const withHost = (layer: Layer, sources: ReadonlyMap<SourceId, Source>, notes: Notes): Layer => {
  const { content } = layer;
  if (content.kind !== 'people' || content.hostSourceId === null) return layer;
  const source = sources.get(content.hostSourceId);
  if (source !== undefined && canShowHost(source)) return layer;
  notes.push({ what: 'field-reset', where: layer.id });
  return { ...layer, content: { ...content, hostSourceId: null } };
};

/** Layers that can be drawn: a layer of a source needs that source, and a source with a picture. */
const withSources = (
  layers: ReadonlyMap<LayerId, Layer>,
  sources: ReadonlyMap<SourceId, Source>,
  notes: Notes,
): Map<LayerId, Layer> => {
  const kept = new Map<LayerId, Layer>();
  for (const [id, layer] of layers) {
    const kind = layer.content.kind === 'source' ? sources.get(layer.content.sourceId)?.kind : 'camera';
    if (kind === undefined || kind === 'microphone') notes.push({ what: 'layer-without-source', where: id });
    else kept.set(id, withHost(layer, sources, notes));
  }
  return kept;
};

/** Gives every layer to the first scene that lists it, and drops the ones that no scene lists. */
const placeLayers = (
  scenes: readonly LooseScene[],
  layers: ReadonlyMap<LayerId, Layer>,
  notes: Notes,
): { scenes: Map<SceneId, Scene>; layers: Map<LayerId, Layer> } => {
  const placed = new Map<LayerId, Layer>();
  const complete = new Map<SceneId, Scene>();
  for (const scene of scenes) {
    const order = { value: scene.layerIds, schema: LayerId, where: scene.id };
    const layerIds = readOrder(order, (id) => layers.has(id) && !placed.has(id), notes).slice(0, MAX_LAYERS);
    for (const layerId of layerIds) {
      const layer = layers.get(layerId);
      if (layer !== undefined) placed.set(layerId, layer);
    }
    complete.set(scene.id, { ...scene, layerIds });
  }
  for (const id of layers.keys()) if (!placed.has(id)) notes.push({ what: 'layer-without-scene', where: id });
  return { scenes: complete, layers: placed };
};

const readScenes = (raw: Raw, notes: Notes): LooseScene[] => {
  const records = readRecords<SceneId, LooseScene>(LooseScene, { value: raw['scenes'], where: 'scenes' }, notes);
  const listed = { value: raw['sceneIds'], schema: SceneId, where: 'sceneIds' };
  const order = completeOrder(
    readOrder(listed, (id) => records.has(id), notes),
    { all: records.keys(), where: 'sceneIds' },
    notes,
  );
  for (const id of order.slice(MAX_SCENES)) notes.push({ what: 'record-dropped', where: id });
  return order.slice(0, MAX_SCENES).flatMap((id) => records.get(id) ?? []);
};

/**
 * Reads a document of the current version piece by piece and repairs it: broken records go, orders lose what does not exist
 * and gain what they forgot, broken settings take their default. A sound document comes back equal, without repairs.
 * Refused with `document.invalid` when no scene is left.
 */
export const repairDocument = (raw: Raw): Result<{ document: SceneDocument; repairs: readonly Repair[] }> => {
  const notes: Notes = [];
  const sources = readRecords<SourceId, Source>(Source, { value: raw['sources'], where: 'sources' }, notes);
  const stored = readRecords<LayerId, Layer>(Layer, { value: raw['layers'], where: 'layers' }, notes);
  const placed = placeLayers(readScenes(raw, notes), withSources(stored, sources, notes), notes);
  if (placed.scenes.size === 0) return refuse('document.invalid', 'scenes');
  const listed = { value: raw['sourceIds'], schema: SourceId, where: 'sourceIds' };
  const document: SceneDocument = {
    version: DOCUMENT_VERSION,
    format: readField(entries.format, { value: raw['format'], fallback: DEFAULTS.format, where: 'format' }, notes),
    transition: readField(
      entries.transition,
      { value: raw['transition'], fallback: DEFAULTS.transition, where: 'transition' },
      notes,
    ),
    programAudio: readField(
      entries.programAudio,
      { value: raw['programAudio'], fallback: DEFAULTS.programAudio, where: 'programAudio' },
      notes,
    ),
    sources: Object.fromEntries(sources),
    sourceIds: completeOrder(
      readOrder(listed, (id) => sources.has(id), notes),
      { all: sources.keys(), where: 'sourceIds' },
      notes,
    ),
    scenes: Object.fromEntries(placed.scenes),
    sceneIds: [...placed.scenes.keys()],
    layers: Object.fromEntries(placed.layers),
  };
  return ok({ document, repairs: notes });
};
