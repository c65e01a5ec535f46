import * as v from 'valibot';
import type { BuyerId } from '../ids.ts';
import { ChatMark } from '../ids.ts';
import { ChatMessage } from '../show/chat-message.ts';
import { markOf } from '../show/chat.ts';
import { chatterOf } from '../show/chatters.ts';
import { MAX_HELD_OF_VIEWER, Standing } from '../show/moderation.ts';
import type { ShowState } from '../show/state.ts';

/** Who a viewer is in the chat, as their own pages know it. */
export const ChatSelf = v.object({
  mark: ChatMark,
  name: v.string(),
  standing: Standing,
  /** What they wrote and nobody else sees yet. */
  held: v.pipe(v.array(ChatMessage), v.maxLength(MAX_HELD_OF_VIEWER)),
});
export type ChatSelf = v.InferOutput<typeof ChatSelf>;

/** Null for somebody who has not written yet. */
export const chatSelf = ({ chatters, crew }: ShowState, buyerId: BuyerId): ChatSelf | null => {
  const chatter = chatters && chatterOf(chatters, buyerId);
  if (!chatter) return null;
  const { mark, name, standing } = chatter;
  return { mark, name, standing, held: (crew?.moderation.held ?? []).filter((message) => markOf(message) === mark) };
};
