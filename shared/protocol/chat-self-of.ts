import type { BuyerId } from '../ids.ts';
import { markOf } from '../show/chat.ts';
import { chatterOf } from '../show/chatters.ts';
import type { ShowState } from '../show/state.ts';
import type { ChatSelf } from './chat-self.ts';

/** Null for somebody who has neither written nor entered anything yet. */
export const chatSelf = ({ chatters, crew }: ShowState, buyerId: BuyerId): ChatSelf | null => {
  const chatter = chatters && chatterOf(chatters, buyerId);
  if (!chatter) return null;
  const { mark, name, standing, enteredId } = chatter;
  const held = (crew?.moderation.held ?? []).filter((message) => markOf(message) === mark);
  return { mark, name, standing, enteredId, held };
};
