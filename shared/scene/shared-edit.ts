import * as v from 'valibot';
import { ok, refuse, type Result } from '../result.ts';
import { isSameValue } from '../same-value.ts';
import { apply, type Diff } from './diff.ts';
import { Layer, ProgramFormat, Scene, SceneDocument, Source, TransitionChoice } from './document.ts';
import { repairDocument } from './repair.ts';

/**
 * Of a document as JSON, some 240 layers: every edit is tried on the whole of it, and it travels in one frame. In UTF-8 a
 * character is three bytes at most.
 */
export const MAX_SHARED_CHARACTERS = 80_000;

/** Whether several people can work on this document. */
export const isShareable = (document: SceneDocument): boolean =>
  JSON.stringify(document).length <= MAX_SHARED_CHARACTERS;

/** Properties of a record by name; what they are worth is known when the edited document is read. */
const Properties = v.record(v.pipe(v.string(), v.maxLength(40)), v.unknown());
const Updated = v.record(v.pipe(v.string(), v.maxLength(40)), v.object({ from: Properties, to: Properties }));

const recordEdits = <Item extends v.GenericSchema>(item: Item) => {
  const items = v.record(v.pipe(v.string(), v.maxLength(40)), item);
  return v.object({ added: items, updated: Updated, removed: items });
};

const fieldEdit = <Field extends v.GenericSchema>(field: Field) => v.nullable(v.object({ from: field, to: field }));
const { programAudio, sourceIds, sceneIds } = SceneDocument.entries;

/**
 * An edit of the document as it goes over the wire and into the log: a diff whose updated records hold only the properties
 * that changed, so that two people who work on the same layer do not undo each other.
 */
export const SceneEdit = v.object({
  sources: recordEdits(Source),
  scenes: recordEdits(Scene),
  layers: recordEdits(Layer),
  fields: v.object({
    format: fieldEdit(ProgramFormat),
    transition: fieldEdit(TransitionChoice),
    programAudio: fieldEdit(programAudio),
    sourceIds: fieldEdit(sourceIds),
    sceneIds: fieldEdit(sceneIds),
  }),
});
export type SceneEdit = v.InferOutput<typeof SceneEdit>;

type Properties = v.InferOutput<typeof Properties>;
type RecordDiff = Diff['layers'] | Diff['scenes'] | Diff['sources'];

const changedOnly = ({ from, to }: { from: object; to: object }): { from: Properties; to: Properties } => {
  const before = new Map<string, unknown>(Object.entries(from));
  const changed = Object.entries(to).filter(([name, value]) => !isSameValue(before.get(name), value));
  return {
    from: Object.fromEntries(changed.map(([name]) => [name, before.get(name)])),
    to: Object.fromEntries(changed),
  };
};

const updatedOnly = ({ updated }: RecordDiff): SceneEdit['layers']['updated'] =>
  Object.fromEntries(
    Object.entries<{ from: object; to: object }>(updated).map(([id, both]) => [id, changedOnly(both)]),
  );

/** The wire's form of a diff. */
export const sceneEditOf = (diff: Diff): SceneEdit =>
  v.parse(SceneEdit, {
    sources: { ...diff.sources, updated: updatedOnly(diff.sources) },
    scenes: { ...diff.scenes, updated: updatedOnly(diff.scenes) },
    layers: { ...diff.layers, updated: updatedOnly(diff.layers) },
    fields: diff.fields,
  });

/**
 * `document` after somebody's edit, on top of whatever others did meanwhile; sound whatever the edit said, by `madeSound`. The
 * same on the server and in every page. Refused with `document.invalid` when no scene would be left.
 */
export const editShared = (document: SceneDocument, edit: SceneEdit): Result<SceneDocument> =>
  madeSound(document, apply(document, edit));

/**
 * `next`, which came of `document`, read like a stored document: a layer of a scene that is gone goes, an order that forgot
 * somebody is completed. Refused with `document.invalid` when no scene is left.
 */
export const madeSound = (document: SceneDocument, next: SceneDocument): Result<SceneDocument> => {
  const repaired = repairDocument(next);
  if (!repaired.ok) return refuse('document.invalid');
  return ok(withKnownRecords(document, repaired.value.document));
};

/** `next` with the records that equal those of `document` taken from there: who compares by reference sees what changed only. */
const withKnownRecords = (document: SceneDocument, next: SceneDocument): SceneDocument => ({
  ...next,
  sources: known(document.sources, next.sources),
  scenes: known(document.scenes, next.scenes),
  layers: known(document.layers, next.layers),
});

const known = <Id extends string, Item>(before: Record<Id, Item>, after: Record<Id, Item>): Record<Id, Item> => {
  const old = new Map<string, Item>(Object.entries<Item>(before));
  const records: Record<string, Item> = {};
  for (const [id, item] of Object.entries<Item>(after)) {
    const former = old.get(id);
    records[id] = former !== undefined && isSameValue(former, item) ? former : item;
  }
  return records;
};
