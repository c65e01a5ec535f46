import { assertNever } from '../invariant.ts';
import type { MessageId } from '../ids.ts';
import type { ChatMessage } from './chat-message.ts';
import { MAX_CHAT_MESSAGES, messageOf, type ChatState } from './chat.ts';
import type { ShowEvent } from './event.ts';

type ChatEvent = Extract<ShowEvent, { type: `chat.${string}` }>;

/** A page may hear of messages that are older than what it knows: these change nothing. */
export const applyChat = (chat: ChatState, event: ChatEvent): ChatState => {
  switch (event.type) {
    case 'chat.posted':
      return { ...chat, messages: [...chat.messages, event.message].slice(-MAX_CHAT_MESSAGES) };
    case 'chat.removed': {
      const removedIds = new Set<MessageId>(event.messageIds);
      const bury = (message: ChatMessage): ChatMessage =>
        removedIds.has(message.id) ? { ...message, text: null } : message;
      const kept = (copy: ChatMessage | null): ChatMessage | null => (copy && removedIds.has(copy.id) ? null : copy);
      const [pinned, onAir] = [kept(chat.pinned), kept(chat.onAir)];
      const questions = chat.questions.filter(({ message }) => !removedIds.has(message.id));
      return { ...chat, messages: chat.messages.map(bury), pinned, onAir, questions };
    }
    case 'chat.pinned':
      return { ...chat, pinned: event.message };
    case 'chat.aired':
      return { ...chat, onAir: event.message };
    case 'chat.slowed':
      return { ...chat, slowSeconds: event.seconds };
    default:
      return assertNever(event);
  }
};

/** The message that may be acted on: there, and not removed. */
export const standingMessage = (chat: ChatState, messageId: MessageId): ChatMessage | null => {
  const message = messageOf(chat, messageId);
  return message?.text === null ? null : message;
};

/** The events that take the chat off the air: one, or none. */
export const takingOff = ({ onAir }: ChatState): readonly ShowEvent[] =>
  onAir ? [{ type: 'chat.aired', message: null }] : [];
