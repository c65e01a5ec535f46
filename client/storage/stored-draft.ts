import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { SceneId, ShowId } from '../../shared/ids.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { readDocument } from '../../shared/scene/migrate.ts';

/** A host's studio of one show, as this browser keeps it. */
export type StoredDraft = {
  readonly document: SceneDocument;
  /** Which scene was on air: a reload in the middle of a show returns to it. */
  readonly onAirSceneId: SceneId;
  /** Epoch milliseconds. */
  readonly savedAtMs: number;
};

const Envelope = v.object({ document: v.unknown(), onAirSceneId: SceneId, savedAtMs: v.number() });

/** Reads what a database held, written by any version of Tally. Throws `document.invalid` when nothing can be made of it. */
export const readDraft = (input: unknown): StoredDraft => {
  const envelope = v.safeParse(Envelope, input);
  if (!envelope.success) throw new AppError('document.invalid', envelope.issues);
  const read = readDocument(envelope.output.document);
  if (!read.ok) throw new AppError(read.error.code);
  const { document } = read.value;
  const { onAirSceneId, savedAtMs } = envelope.output;
  return { document, onAirSceneId: sceneOf(document, onAirSceneId), savedAtMs };
};

/** A repaired document may have lost the scene that was on air. */
const sceneOf = (document: SceneDocument, sceneId: SceneId): SceneId => {
  const [firstSceneId = sceneId] = document.sceneIds;
  return document.scenes[sceneId] ? sceneId : firstSceneId;
};

/** Said by one tab to the others, so that two tabs with the same show notice each other. */
export const ForeignSave = v.object({ showId: ShowId, savedAtMs: v.number() });
export type ForeignSave = v.InferOutput<typeof ForeignSave>;
