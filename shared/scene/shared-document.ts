import type { EditId, SceneId } from '../ids.ts';
import { between, isEmptyDiff } from './diff.ts';
import type { Layer, SceneDocument } from './document.ts';
import { mergeOrder } from './merge-order.ts';
import { keepRecords, withRecord } from './records.ts';
import { editShared, madeSound, sceneEditOf, type SceneEdit } from './shared-edit.ts';

export type SentEdit = {
  readonly editId: EditId;
  readonly edit: SceneEdit;
  /** What the log's document becomes when the edit is taken. */
  readonly after: SceneDocument;
};

/**
 * A page's copy of a document that several people edit at once. The order in the log decides. What was done here is seen here
 * at once, and is carried along on top of whatever comes from others, until the log has it too.
 */
export type SharedDocument = {
  /** The log's document, as far as it has arrived. */
  readonly confirmed: SceneDocument;
  /** What the page shows. */
  readonly local: SceneDocument;
  /** The one edit that is on its way; null for none. What came after it waits, so that a drag is few edits. */
  readonly sent: SentEdit | null;
};

/** A document of which the log has everything. */
export const shareDocument = (document: SceneDocument): SharedDocument => ({
  confirmed: document,
  local: document,
  sent: null,
});

/** Whether the log has everything that was done here. */
export const isConfirmed = ({ confirmed, local, sent }: SharedDocument): boolean =>
  sent === null && isEmptyDiff(between(confirmed, local));

/**
 * What is sent next: all that was not sent yet, under `editId`; null while an edit is on its way, and when there is nothing.
 * The removal of the scene that the log has on air is held back: it is refused until another one was taken.
 */
export const sendNext = (
  shared: SharedDocument,
  { editId, onAirSceneId }: { readonly editId: EditId; readonly onAirSceneId: SceneId },
): (SharedDocument & { readonly sent: SentEdit }) | null => {
  const { confirmed, local, sent } = shared;
  if (sent !== null) return null;
  const wanted = withScene(local, confirmed, onAirSceneId);
  const diff = between(confirmed, wanted);
  if (isEmptyDiff(diff)) return null;
  const edit = sceneEditOf(diff);
  const after = edited(confirmed, edit);
  return { confirmed, local: carried(local, { from: wanted, onto: after }), sent: { editId, edit, after } };
};

/** The log's document has become `confirmed` by the edit `editId`, whoever made it. */
export const receiveEdit = (shared: SharedDocument, editId: EditId, confirmed: SceneDocument): SharedDocument => {
  const { local, sent } = shared;
  if (sent?.editId !== editId) return rebase(shared, confirmed);
  return { confirmed, local: carried(local, { from: sent.after, onto: confirmed }), sent: null };
};

/** The log's document is `confirmed` now; what it lacks of the work done here goes on top. */
export const rebase = (
  { confirmed: former, local, sent }: SharedDocument,
  confirmed: SceneDocument,
): SharedDocument => {
  if (sent === null) return { confirmed, local: carried(local, { from: former, onto: confirmed }), sent };
  const after = edited(confirmed, sent.edit);
  return { confirmed, local: carried(local, { from: sent.after, onto: after }), sent: { ...sent, after } };
};

/** The edit on its way was refused: it is gone here too, and what was done since stays. */
export const refuseSent = ({ confirmed, local, sent }: SharedDocument): SharedDocument => ({
  confirmed,
  local: sent === null ? local : carried(local, { from: sent.after, onto: confirmed }),
  sent: null,
});

/** Nobody knows what became of the edit on its way: it is to be sent again, unless the log turns out to have it. */
export const loseSent = (shared: SharedDocument): SharedDocument => ({ ...shared, sent: null });

/** The page shows the scene that the log has on air, although it was removed here: it was taken by others meanwhile. */
export const restoreScene = (shared: SharedDocument, sceneId: SceneId): SharedDocument => ({
  ...shared,
  local: withScene(shared.local, shared.confirmed, sceneId),
});

const edited = (document: SceneDocument, edit: SceneEdit): SceneDocument => {
  const next = editShared(document, edit);
  // Refused by the server for the same reason; its answer is on the way.
  return next.ok ? next.value : document;
};

type Ground = { readonly from: SceneDocument; readonly onto: SceneDocument };

/** `local`, which was made from `from`, made from `onto`. The same object when nothing is different. */
const carried = (local: SceneDocument, { from, onto }: Ground): SceneDocument => {
  if (isEmptyDiff(between(from, onto))) return local;
  const unsent = between(from, local);
  const next = isEmptyDiff(unsent) ? onto : edited(onto, sceneEditOf(unsent));
  return isEmptyDiff(between(local, next)) ? local : next;
};

/** `document` with the scene as it is in `model`, at its place there, when `document` lacks it. */
const withScene = (document: SceneDocument, model: SceneDocument, sceneId: SceneId): SceneDocument => {
  const scene = model.scenes[sceneId];
  if (scene === undefined || document.sceneIds.includes(sceneId)) return document;
  const layers = keepRecords<Layer['id'], Layer>(model.layers, ({ id }) => scene.layerIds.includes(id));
  const others = model.sceneIds.filter((id) => id !== sceneId);
  const restored = madeSound(document, {
    ...document,
    scenes: withRecord(document.scenes, sceneId, scene),
    sceneIds: [...mergeOrder(document.sceneIds, others, model.sceneIds)],
    layers: { ...document.layers, ...layers },
  });
  return restored.ok ? restored.value : document;
};
