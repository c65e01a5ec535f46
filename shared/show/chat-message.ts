import * as v from 'valibot';
import { ChatMark, MessageId } from '../ids.ts';
import { AtMs } from './at-ms.ts';

/** Who writes beside viewers: they are marked, so that nobody can pass for them by a name. */
export const CHAT_STAFF_ROLES = ['host', 'co-host', 'producer', 'operator', 'moderator'] as const;

export const ChatAuthor = v.variant('kind', [
  v.object({ kind: v.literal('viewer'), mark: ChatMark, name: v.string() }),
  v.object({ kind: v.literal('staff'), role: v.picklist(CHAT_STAFF_ROLES), name: v.string() }),
]);
export type ChatAuthor = v.InferOutput<typeof ChatAuthor>;

/** How the staff says something. */
export const StaffTone = v.picklist(['said', 'announced']);

export const ChatMessage = v.object({
  id: MessageId,
  author: ChatAuthor,
  /** Null once it was removed: a tombstone keeps the place, the log the words. */
  text: v.nullable(v.string()),
  replyToId: v.nullable(MessageId),
  /** `asked`: a question, which stands among the questions and not in the chat. */
  tone: v.picklist([...StaffTone.options, 'asked']),
  atMs: AtMs,
});
export type ChatMessage = v.InferOutput<typeof ChatMessage>;
