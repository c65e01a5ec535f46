import * as v from 'valibot';
import type { ChatMark, MessageId } from '../ids.ts';
import { visibleText } from '../visible-text.ts';
import { ChatMessage } from './chat-message.ts';
import { MAX_QUESTIONS, Question } from './questions.ts';

/** What is written in the chat, as it is asked for; what a log has is read as it was accepted. */
export const ChatText = visibleText(500);

/** What a viewer asks to be called. */
export const ChatName = visibleText(24);

/** Older messages are forgotten by the state; the log keeps them. */
export const MAX_CHAT_MESSAGES = 200;

/** Seconds between two messages of one viewer; 0 leaves it to the usual limit. */
export const SlowSeconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(300));

/** The chat as everybody sees it. */
export const ChatState = v.object({
  /** Newest last. */
  messages: v.pipe(v.array(ChatMessage), v.maxLength(MAX_CHAT_MESSAGES)),
  /** A copy: it stays when the chat has gone on. */
  pinned: v.nullable(ChatMessage),
  /** What the program's picture shows of the chat; a copy, too. Stored shows of before there was one show none. */
  onAir: v.optional(v.nullable(ChatMessage), null),
  slowSeconds: SlowSeconds,
  /** Oldest first. Stored shows of before one could ask have none. */
  questions: v.optional(v.pipe(v.array(Question), v.maxLength(MAX_QUESTIONS)), []),
});
export type ChatState = v.InferOutput<typeof ChatState>;

export const EMPTY_CHAT: ChatState = { messages: [], pinned: null, onAir: null, slowSeconds: 0, questions: [] };

/** What a page that has just come is told; with more, who joins would wait for what they do not read. */
export const CHAT_HISTORY_LENGTH = 50;

/** The chat for a page that has just come. */
export const recentChat = (chat: ChatState): ChatState => ({
  ...chat,
  messages: chat.messages.slice(-CHAT_HISTORY_LENGTH),
});

/** Null for one that was never written, or too long ago. */
export const messageOf = (
  { messages, pinned, onAir, questions }: ChatState,
  messageId: MessageId,
): ChatMessage | null =>
  [...messages, ...questions.map(({ message }) => message), pinned, onAir].find(
    (message) => message?.id === messageId,
  ) ?? null;

/** Who wrote it, where that was a viewer; null for staff. */
export const markOf = ({ author }: ChatMessage): ChatMark | null => (author.kind === 'viewer' ? author.mark : null);
