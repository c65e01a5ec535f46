import * as v from 'valibot';
import { BuyerId, ChatMark } from '../ids.ts';

/** Who is behind a mark in the chat. It names buyers, so no page is told of it. */
export const CHATTER_EVENTS = [
  v.object({ type: v.literal('chatter.joined'), buyerId: BuyerId, mark: ChatMark, name: v.string() }),
  v.object({ type: v.literal('chatter.renamed'), mark: ChatMark, name: v.string() }),
] as const;
