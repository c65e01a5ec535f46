import * as v from 'valibot';
import { EditId, ParticipantId, SceneId } from '../ids.ts';
import { SceneDocument, TransitionChoice } from '../scene/document.ts';
import { AtMs } from './at-ms.ts';

/** The scene on air, how it came there, and who put it there. */
export const TakenScene = v.object({
  sceneId: SceneId,
  /** The scene before it; null for the first one. */
  fromSceneId: v.nullable(SceneId),
  transition: TransitionChoice,
  participantId: ParticipantId,
  atMs: AtMs,
});
export type TakenScene = v.InferOutput<typeof TakenScene>;

/** Who changed the document last, so that the others see whose hand it was. */
export const LastEdit = v.object({ participantId: ParticipantId, editId: EditId, atMs: AtMs });
export type LastEdit = v.InferOutput<typeof LastEdit>;

/** The program as all who work on it share it. */
export const Production = v.object({
  document: SceneDocument,
  onAir: TakenScene,
  lastEdit: v.nullable(LastEdit),
  /** Whose page makes the program; there is never a second one. */
  makerId: ParticipantId,
  /** Whose page could take over at once: it composes the same picture, unseen. Null when nobody's does. */
  standbyId: v.nullable(ParticipantId),
  /** Who is to stand by rather than anybody else, once their page can; null leaves it to whose page is ready first. */
  appointedId: v.optional(v.nullable(ParticipantId), null),
});
export type Production = v.InferOutput<typeof Production>;
