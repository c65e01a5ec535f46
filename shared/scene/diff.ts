import type { LayerId, SceneId, SourceId } from '../ids.ts';
import { isSameValue } from '../same-value.ts';
import type { Layer, Scene, SceneDocument, Source } from './document.ts';
import { mergeOrder } from './merge-order.ts';

type Change<Item> = { readonly from: Item; readonly to: Item };

/** What happened to one map of records. */
export type RecordDiff<Id extends string, Item> = {
  readonly added: Record<Id, Item>;
  readonly updated: Record<Id, Change<Item>>;
  readonly removed: Record<Id, Item>;
};

type Fields = Pick<SceneDocument, 'format' | 'transition' | 'programAudio' | 'sourceIds' | 'sceneIds'>;
type FieldDiff = { readonly [Field in keyof Fields]: Change<Fields[Field]> | null };

/** Everything that differs between two documents, with both sides of it, so that it can be applied in both directions. */
export type Diff = {
  readonly sources: RecordDiff<SourceId, Source>;
  readonly scenes: RecordDiff<SceneId, Scene>;
  readonly layers: RecordDiff<LayerId, Layer>;
  readonly fields: FieldDiff;
};

type RecordChanges<Id extends string, Item> = {
  readonly added: Record<Id, Item>;
  readonly updated: Readonly<Record<string, Change<object>>>;
  readonly removed: Readonly<Record<string, unknown>>;
};

/** What can be applied: a diff, or one whose updated records hold only the properties that changed. */
export type Changes = {
  readonly sources: RecordChanges<SourceId, Source>;
  readonly scenes: RecordChanges<SceneId, Scene>;
  readonly layers: RecordChanges<LayerId, Layer>;
  readonly fields: FieldDiff;
};

const recordsBetween = <Id extends string, Item>(
  from: Readonly<Record<Id, Item>>,
  to: Readonly<Record<Id, Item>>,
): RecordDiff<Id, Item> => {
  const before = new Map<string, Item>(Object.entries<Item>(from));
  const added: Record<string, Item> = {};
  const updated: Record<string, Change<Item>> = {};
  for (const [id, item] of Object.entries<Item>(to)) {
    const old = before.get(id);
    before.delete(id);
    if (old === undefined) added[id] = item;
    else if (!isSameValue(old, item)) updated[id] = { from: old, to: item };
  }
  const removed: Record<string, Item> = Object.fromEntries<Item>(before);
  return { added, updated, removed };
};

const change = <Item>(from: Item, to: Item): Change<Item> | null => (isSameValue(from, to) ? null : { from, to });

/** The diff that turns `from` into `to`. Records shared by reference, as edits share them, cost one comparison each. */
export const between = (from: SceneDocument, to: SceneDocument): Diff => ({
  sources: recordsBetween(from.sources, to.sources),
  scenes: recordsBetween(from.scenes, to.scenes),
  layers: recordsBetween(from.layers, to.layers),
  fields: {
    format: change(from.format, to.format),
    transition: change(from.transition, to.transition),
    programAudio: change(from.programAudio, to.programAudio),
    sourceIds: change(from.sourceIds, to.sourceIds),
    sceneIds: change(from.sceneIds, to.sceneIds),
  },
});

/**
 * What to do where somebody else changed the same property meanwhile. `always`: the newer change holds. `where-ours`: it is
 * left alone, because an undo takes back one's own work only.
 */
type Rule = 'always' | 'where-ours';

/** Lists of ids are merged, so that what others put into a list survives what is done to it here. */
const isOrder = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

/** `current` after a change of one value from `from` to `to`. */
const changedValue = (current: unknown, { from, to }: Change<unknown>, rule: Rule): unknown => {
  if (isOrder(current) && isOrder(from) && isOrder(to)) return mergeOrder(current, from, to);
  return rule === 'always' || isSameValue(current, from) ? to : current;
};

/** `current` with the properties that differ between `from` and `to` taken from `to`; the others are left as they are now. */
const patched = <Item extends object>(current: Item, { from, to }: Change<object>, rule: Rule): Item => {
  const old = new Map<string, unknown>(Object.entries(from));
  const now = new Map<string, unknown>(Object.entries(current));
  const next = new Map<string, unknown>();
  for (const [field, value] of Object.entries<unknown>({ ...to })) {
    const before = old.get(field);
    if (isSameValue(before, value)) continue;
    next.set(field, changedValue(now.get(field), { from: before, to: value }, rule));
  }
  return Object.assign({}, current, Object.fromEntries(next));
};

const patchRecords = <Id extends string, Item extends object>(
  records: Readonly<Record<Id, Item>>,
  diff: RecordChanges<Id, Item>,
  rule: Rule,
): Record<Id, Item> => {
  const next = new Map<string, Item>(Object.entries<Item>(records));
  for (const id of Object.keys(diff.removed)) next.delete(id);
  for (const [id, item] of Object.entries<Item>(diff.added)) {
    if (rule === 'always' || !next.has(id)) next.set(id, item);
  }
  for (const [id, both] of Object.entries(diff.updated)) {
    const current = next.get(id);
    if (current !== undefined) next.set(id, patched(current, both, rule));
  }
  const patchedRecords: Record<string, Item> = Object.fromEntries<Item>(next);
  return patchedRecords;
};

const patchField = <Value>(current: Value, both: Change<Value> | null, rule: Rule): Value => {
  if (both === null) return current;
  return rule === 'always' || isSameValue(current, both.from) ? both.to : current;
};

const patchOrder = <Id>(current: readonly Id[], both: Change<readonly Id[]> | null): Id[] => [
  ...(both === null ? current : mergeOrder(current, both.from, both.to)),
];

const applyBy = (document: SceneDocument, { sources, scenes, layers, fields }: Changes, rule: Rule): SceneDocument => ({
  version: document.version,
  format: patchField(document.format, fields.format, rule),
  transition: patchField(document.transition, fields.transition, rule),
  programAudio: patchField(document.programAudio, fields.programAudio, rule),
  sources: patchRecords(document.sources, sources, rule),
  sourceIds: fields.sourceIds === null ? document.sourceIds : patchOrder(document.sourceIds, fields.sourceIds),
  scenes: patchRecords(document.scenes, scenes, rule),
  sceneIds: fields.sceneIds === null ? document.sceneIds : patchOrder(document.sceneIds, fields.sceneIds),
  layers: patchRecords(document.layers, layers, rule),
});

/**
 * `document` with `diff` applied. Of an updated record only the properties that the diff changed are touched, and lists of ids
 * are merged, so that what others did beside it meanwhile survives.
 */
export const apply = (document: SceneDocument, diff: Changes): SceneDocument => applyBy(document, diff, 'always');

/**
 * `document` with `diff` taken back. What somebody else (or a device that came back under another id) has changed since is
 * left as it is: an undo takes back one's own work only.
 */
export const takeBack = (document: SceneDocument, diff: Diff): SceneDocument =>
  applyBy(document, invert(diff), 'where-ours');

const turn = <Item>(both: Change<Item> | null): Change<Item> | null =>
  both === null ? null : { from: both.to, to: both.from };

const turnRecords = <Id extends string, Item>(diff: RecordDiff<Id, Item>): RecordDiff<Id, Item> => {
  const updated: Record<string, Change<Item>> = {};
  for (const [id, { from, to }] of Object.entries<Change<Item>>(diff.updated)) updated[id] = { from: to, to: from };
  return { added: diff.removed, updated, removed: diff.added };
};

/** The diff of the way back. */
export const invert = ({ sources, scenes, layers, fields }: Diff): Diff => ({
  sources: turnRecords(sources),
  scenes: turnRecords(scenes),
  layers: turnRecords(layers),
  fields: {
    format: turn(fields.format),
    transition: turn(fields.transition),
    programAudio: turn(fields.programAudio),
    sourceIds: turn(fields.sourceIds),
    sceneIds: turn(fields.sceneIds),
  },
});

// Two changes in a row, between which others may have made one of their own: the way back goes no further than to theirs.

const join = <Item>(first: Change<Item> | null, then: Change<Item> | null): Change<Item> | null => {
  if (first === null || then === null) return first ?? then;
  return change(isSameValue(first.to, then.from) ? first.from : then.from, then.to);
};

const joinOrder = <Id>(first: Change<Id[]> | null, then: Change<Id[]> | null): Change<Id[]> | null => {
  if (first === null || then === null) return first ?? then;
  return change([...mergeOrder(then.from, first.to, first.from)], then.to);
};

/** One record's state before and after; undefined where it did not exist. */
type Ends<Item> = { readonly before: Item | undefined; readonly after: Item | undefined };

const joinEnds = <Item extends object>(first: Ends<Item>, then: Ends<Item>): Ends<Item> => {
  const isUpdated = first.before !== undefined && first.after !== undefined && then.before !== undefined;
  if (!isUpdated) return { before: first.before, after: then.after };
  return { before: patched(then.before, { from: first.after, to: first.before }, 'where-ours'), after: then.after };
};

const endsOf = <Id extends string, Item>(diff: RecordDiff<Id, Item>): Map<string, Ends<Item>> => {
  const ends = new Map<string, Ends<Item>>();
  for (const [id, item] of Object.entries<Item>(diff.added)) ends.set(id, { before: undefined, after: item });
  for (const [id, item] of Object.entries<Item>(diff.removed)) ends.set(id, { before: item, after: undefined });
  for (const [id, both] of Object.entries<Change<Item>>(diff.updated))
    ends.set(id, { before: both.from, after: both.to });
  return ends;
};

const joinRecords = <Id extends string, Item extends object>(
  first: RecordDiff<Id, Item>,
  then: RecordDiff<Id, Item>,
): RecordDiff<Id, Item> => {
  const ends = endsOf(first);
  for (const [id, later] of endsOf(then)) {
    const earlier = ends.get(id);
    ends.set(id, earlier === undefined ? later : joinEnds(earlier, later));
  }
  const present = (side: 'before' | 'after'): Record<string, Item> => {
    const items: Record<string, Item> = {};
    for (const [id, { [side]: item }] of ends) if (item !== undefined) items[id] = item;
    return items;
  };
  return recordsBetween<string, Item>(present('before'), present('after'));
};

/** One diff that does what `first` and then `then` do, and takes back no more than those two did. */
export const squash = (first: Diff, then: Diff): Diff => ({
  sources: joinRecords(first.sources, then.sources),
  scenes: joinRecords(first.scenes, then.scenes),
  layers: joinRecords(first.layers, then.layers),
  fields: {
    format: join(first.fields.format, then.fields.format),
    transition: join(first.fields.transition, then.fields.transition),
    programAudio: join(first.fields.programAudio, then.fields.programAudio),
    sourceIds: joinOrder(first.fields.sourceIds, then.fields.sourceIds),
    sceneIds: joinOrder(first.fields.sceneIds, then.fields.sceneIds),
  },
});

const isRecordDiffEmpty = ({ added, updated, removed }: Changes[keyof Omit<Changes, 'fields'>]): boolean =>
  Object.keys(added).length + Object.keys(updated).length + Object.keys(removed).length === 0;

/** Whether applying the diff changes nothing. */
export const isEmptyDiff = ({ sources, scenes, layers, fields }: Changes): boolean =>
  isRecordDiffEmpty(sources) &&
  isRecordDiffEmpty(scenes) &&
  isRecordDiffEmpty(layers) &&
  Object.values(fields).every((field) => field === null);

const keysOf = ({ added, updated, removed }: RecordDiff<string, unknown>): string[] => [
  ...Object.keys(added),
  ...Object.keys(updated),
  ...Object.keys(removed),
];

/** What the diff is about, as one comparable text: the ids of its records and the names of its fields. */
export const subjectOf = ({ sources, scenes, layers, fields }: Diff): string =>
  [
    ...[sources, scenes, layers].flatMap(keysOf).sort(),
    ...Object.entries(fields).flatMap(([field, both]) => (both === null ? [] : [field])),
  ].join(' ');
