import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { SceneId, ShowId } from '../../shared/ids.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { readDocument } from '../../shared/scene/migrate.ts';

/** A document, and which scene of it was on air: a reload in the middle of a show returns to it. */
export type KeptScenes = { readonly document: SceneDocument; readonly onAirSceneId: SceneId };

/** A host's studio of one show, as this browser keeps it. */
export type StoredDraft = KeptScenes & {
  /**
   * What the show's log had of it, when something was not told to the log yet: the difference is told after a reload. Null
   * when the log had everything, so that it can go on without this page.
   */
  readonly confirmed: KeptScenes | null;
  /** Epoch milliseconds. */
  readonly savedAtMs: number;
};

const Scenes = v.object({ document: v.unknown(), onAirSceneId: SceneId });
/** Drafts from before documents were shared do not say what the log had. */
const Envelope = v.object({
  ...Scenes.entries,
  confirmed: v.optional(v.nullable(Scenes), null),
  savedAtMs: v.number(),
});

/** Reads what a database held, written by any version of Tally. Throws `document.invalid` when nothing can be made of it. */
export const readDraft = (input: unknown): StoredDraft => {
  const envelope = v.safeParse(Envelope, input);
  if (!envelope.success) throw new AppError('document.invalid', envelope.issues);
  const { confirmed, savedAtMs } = envelope.output;
  return { ...readScenes(envelope.output), confirmed: confirmed && readScenes(confirmed), savedAtMs };
};

const readScenes = ({ document: stored, onAirSceneId }: v.InferOutput<typeof Scenes>): KeptScenes => {
  const read = readDocument(stored);
  if (!read.ok) throw new AppError(read.error.code);
  const { document } = read.value;
  return { document, onAirSceneId: sceneOf(document, onAirSceneId) };
};

/** A repaired document may have lost the scene that was on air. */
const sceneOf = (document: SceneDocument, sceneId: SceneId): SceneId => {
  const [firstSceneId = sceneId] = document.sceneIds;
  return document.scenes[sceneId] ? sceneId : firstSceneId;
};

/** Said by one tab to the others, so that two tabs with the same show notice each other. */
export const ForeignSave = v.object({ showId: ShowId, savedAtMs: v.number() });
export type ForeignSave = v.InferOutput<typeof ForeignSave>;
