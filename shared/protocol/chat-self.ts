import * as v from 'valibot';
import { ChatMark, GiveawayId } from '../ids.ts';
import { ChatMessage } from '../show/chat-message.ts';
import { MAX_HELD_OF_VIEWER, Standing } from '../show/chat-standing.ts';

/** Who a viewer is in the chat, as their own pages know it. */
export const ChatSelf = v.object({
  mark: ChatMark,
  name: v.string(),
  standing: Standing,
  /** The giveaway that they entered last; null for none. */
  enteredId: v.nullable(GiveawayId),
  /** What they wrote and nobody else sees yet. */
  held: v.pipe(v.array(ChatMessage), v.maxLength(MAX_HELD_OF_VIEWER)),
});
export type ChatSelf = v.InferOutput<typeof ChatSelf>;
