import * as v from 'valibot';
import { BuyerId, ChatMark, MessageId } from '../ids.ts';

/** Who is behind a mark in the chat, and a vote. It names buyers, so no page is told of it. */
export const CHATTER_EVENTS = [
  v.object({ type: v.literal('chatter.joined'), buyerId: BuyerId, mark: ChatMark, name: v.string() }),
  v.object({ type: v.literal('chatter.renamed'), mark: ChatMark, name: v.string() }),
  v.object({ type: v.literal('chatter.voted'), buyerId: BuyerId, messageId: MessageId }),
] as const;
