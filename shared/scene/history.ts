import type { SceneId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import { apply, between, isEmptyDiff, squash, subjectOf, takeBack, type Diff } from './diff.ts';
import type { SceneDocument } from './document.ts';
import { madeSound } from './shared-edit.ts';

/** What an undo step did; the message catalog has a name for each ("move layer"). */
export const EDIT_LABELS = [
  'source.add',
  'source.rename',
  'source.configure',
  'source.remove',
  'scene.add',
  'scene.rename',
  'scene.move',
  'scene.duplicate',
  'scene.remove',
  'layer.add',
  'layer.rename',
  'layer.move',
  'layer.resize',
  'layer.crop',
  'layer.opacity',
  'layer.show',
  'layer.hide',
  'layer.lock',
  'layer.unlock',
  'layer.order',
  'layer.remove',
  'layer.text',
  'layer.style',
  'layer.color',
  'layer.fit',
  'layer.layout',
  'layer.tags',
  'layer.host',
  'audio.gain',
  'audio.mute',
  'audio.program',
  'program.format',
  'program.transition',
] as const;
export type EditLabel = (typeof EDIT_LABELS)[number];

type Entry = {
  readonly label: EditLabel;
  readonly diff: Diff;
  /** What the first edit of a merged entry was about; the next one must be about the same to merge. */
  readonly subject: string;
  readonly state: 'open' | 'sealed';
};

/** Undo and redo as a value. Newest entry last in both lists. Which scene is on air is not in a document, so never in here. */
export type History = { readonly done: readonly Entry[]; readonly undone: readonly Entry[] };

export const EMPTY_HISTORY: History = { done: [], undone: [] };

/** Steps kept. A step holds only the records it changed; 200 of them outlast what a person remembers of a show's setup. */
export const MAX_HISTORY_STEPS = 200;

/**
 * `record`: a step of its own. `merge-with-last`: joins the step before while that one is open, has the same label and is about
 * the same records (a drag, typing, a burst of arrow keys), otherwise opens a step. `ignore`: not undoable at all.
 */
export type RecordMode = 'record' | 'merge-with-last' | 'ignore';

export type RecordedEdit = {
  readonly before: SceneDocument;
  readonly after: SceneDocument;
  readonly label: EditLabel;
  readonly mode: RecordMode;
};

/** Ends merging: the next edit starts a step of its own. Call it at pointer-up, blur, or the end of a burst. */
export const sealHistory = (history: History): History => {
  const last = history.done.at(-1);
  if (last === undefined || last.state === 'sealed') return history;
  return { ...history, done: [...history.done.slice(0, -1), { ...last, state: 'sealed' }] };
};

/** Notes an edit. What was undone can no longer be redone. An edit that changed nothing leaves the history as it is. */
export const recordEdit = (history: History, { before, after, label, mode }: RecordedEdit): History => {
  if (mode === 'ignore') return history;
  const diff = between(before, after);
  if (isEmptyDiff(diff)) return history;
  const subject = subjectOf(diff);
  const last = history.done.at(-1);
  const isMerging =
    mode === 'merge-with-last' && last?.state === 'open' && last.label === label && last.subject === subject;
  if (last !== undefined && isMerging) {
    return { done: [...history.done.slice(0, -1), { ...last, diff: squash(last.diff, diff) }], undone: [] };
  }
  const state = mode === 'merge-with-last' ? 'open' : 'sealed';
  return { done: [...history.done, { label, diff, subject, state } as const].slice(-MAX_HISTORY_STEPS), undone: [] };
};

/** `label` names the step that was undone or redone; null when there was none, and then nothing has changed. */
export type HistoryStep = {
  readonly history: History;
  readonly document: SceneDocument;
  readonly label: EditLabel | null;
};

/** What a step makes of `document`, on which others work too: what it needs may be gone, and what needs it may have come. */
const stepTo = (document: SceneDocument, next: SceneDocument, onAirSceneId: SceneId | null): Result<SceneDocument> => {
  if (onAirSceneId !== null && !next.sceneIds.includes(onAirSceneId)) return refuse('scene.on-air');
  const sound = madeSound(document, next);
  return sound.ok ? sound : refuse('scene.last');
};

/** Takes back the last step; refused with `scene.on-air` or `scene.last` when that would remove the scene on air, or every scene. */
export const undo = (history: History, document: SceneDocument, onAirSceneId: SceneId | null): Result<HistoryStep> => {
  const entry = history.done.at(-1);
  if (entry === undefined) return ok({ history, document, label: null });
  const next = stepTo(document, takeBack(document, entry.diff), onAirSceneId);
  if (!next.ok) return next;
  const sealed: Entry = { ...entry, state: 'sealed' };
  const stepped: History = { done: history.done.slice(0, -1), undone: [...history.undone, sealed] };
  return ok({ history: sealHistory(stepped), document: next.value, label: entry.label });
};

/** Does the last undone step again; refused as an undo is. */
export const redo = (history: History, document: SceneDocument, onAirSceneId: SceneId | null): Result<HistoryStep> => {
  const entry = history.undone.at(-1);
  if (entry === undefined) return ok({ history, document, label: null });
  const next = stepTo(document, apply(document, entry.diff), onAirSceneId);
  if (!next.ok) return next;
  const stepped: History = { done: [...history.done, entry], undone: history.undone.slice(0, -1) };
  return ok({ history: stepped, document: next.value, label: entry.label });
};

/** The label of the step that `undo` would take back ("Undo move layer"); null when there is none. */
export const undoLabel = (history: History): EditLabel | null => history.done.at(-1)?.label ?? null;

/** The label of the step that `redo` would do again; null when there is none. */
export const redoLabel = (history: History): EditLabel | null => history.undone.at(-1)?.label ?? null;
