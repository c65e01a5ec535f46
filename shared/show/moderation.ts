import * as v from 'valibot';
import { ChatMark } from '../ids.ts';
import { visibleText } from '../visible-text.ts';
import { AtMs } from './at-ms.ts';
import { ChatMessage } from './chat-message.ts';

/** A word or a phrase whose messages wait for a person of the staff, as it is asked for. */
export const HeldWord = visibleText(40);
export const MAX_HELD_WORDS = 100;
export const HeldWords = v.pipe(v.array(HeldWord), v.maxLength(MAX_HELD_WORDS));

/** Messages that wait; beyond, nobody reads them in time. */
export const MAX_HELD_MESSAGES = 60;

/** The newest of those who are muted or banned; the others are in the book of the server all the same. */
export const MAX_RESTRICTED_TOLD = 200;

const Restricted = v.object({
  mark: ChatMark,
  name: v.string(),
  standing: v.picklist(['muted', 'banned']),
  atMs: AtMs,
});
export type Restricted = v.InferOutput<typeof Restricted>;

/** What only the people in the studio know of the chat. */
export const ModerationState = v.object({
  /** Oldest first: who has waited longest is next. */
  held: v.pipe(v.array(ChatMessage), v.maxLength(MAX_HELD_MESSAGES)),
  words: v.array(v.string()),
  /** Newest last. */
  restricted: v.pipe(v.array(Restricted), v.maxLength(MAX_RESTRICTED_TOLD)),
});
export type ModerationState = v.InferOutput<typeof ModerationState>;
