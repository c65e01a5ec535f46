import { withKey } from '../buckets.ts';
import { assert, assertNever } from '../invariant.ts';
import type { BuyerId, ChatMark } from '../ids.ts';
import type { ChatMessage } from './chat-message.ts';
import { markOf } from './chat.ts';
import { chatterBehind, chatterOf, voteKey, type Chatter, type Chatters } from './chatters.ts';
import type { ShowEvent } from './event.ts';

type ChatterEvent = Extract<
  ShowEvent,
  {
    type:
      | `chatter.${string}`
      | 'chat.posted'
      | 'question.asked'
      | 'moderation.held'
      | 'moderation.restricted'
      | 'draw.joined'
      | 'draw.left';
  }
>;

export const isOfChatters = (event: ShowEvent): event is ChatterEvent =>
  event.type.startsWith('chatter.') ||
  event.type === 'chat.posted' ||
  event.type === 'question.asked' ||
  event.type === 'moderation.held' ||
  event.type === 'moderation.restricted' ||
  event.type === 'draw.joined' ||
  event.type === 'draw.left';

export const applyChatters = (chatters: Chatters, event: ChatterEvent): Chatters => {
  switch (event.type) {
    case 'chatter.joined': {
      const { buyerId, mark, name } = event;
      assert(chatterOf(chatters, buyerId) === null, 'a viewer has one mark in a show');
      const chatter: Chatter = { mark, buyerId, name, standing: 'free', wroteAtMs: 0, enteredId: null };
      return {
        ...chatters,
        known: withKey<Chatter>(chatters.known, buyerId, chatter),
        buyers: withKey<BuyerId>(chatters.buyers, mark, buyerId),
      };
    }
    case 'chatter.renamed':
      return change(chatters, event.mark, { name: event.name });
    case 'chatter.voted': {
      const key = voteKey(event.messageId, event.buyerId);
      return { ...chatters, votes: withKey<true>(chatters.votes, key, true) };
    }
    case 'chat.posted':
    case 'question.asked':
    case 'moderation.held':
      return wrote(chatters, event.message);
    case 'moderation.restricted':
      return change(chatters, event.mark, { standing: event.standing });
    case 'draw.joined':
      return changeOf(chatters, event.buyerId, { enteredId: event.giveawayId });
    case 'draw.left':
      return changeOf(chatters, event.buyerId, { enteredId: null });
    default:
      return assertNever(event);
  }
};

/** A message that was held is told with the moment at which it was written, so that its release delays nobody. */
const wrote = (chatters: Chatters, message: ChatMessage): Chatters => {
  const mark = markOf(message);
  if (mark === null) return chatters;
  const former = chatterBehind(chatters, mark);
  return change(chatters, mark, { wroteAtMs: Math.max(former?.wroteAtMs ?? 0, message.atMs) });
};

const change = (chatters: Chatters, mark: ChatMark, changes: Partial<Chatter>): Chatters => {
  const chatter = chatterBehind(chatters, mark);
  assert(chatter, 'only who is known changes');
  return changeOf(chatters, chatter.buyerId, changes);
};

const changeOf = (chatters: Chatters, buyerId: BuyerId, changes: Partial<Chatter>): Chatters => {
  const chatter = chatterOf(chatters, buyerId);
  assert(chatter, 'only who is known changes');
  return { ...chatters, known: withKey<Chatter>(chatters.known, buyerId, { ...chatter, ...changes }) };
};
