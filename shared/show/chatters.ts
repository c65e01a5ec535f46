import * as v from 'valibot';
import { bucketsOf, getFrom } from '../buckets.ts';
import { BuyerId, ChatMark, GiveawayId, type MessageId } from '../ids.ts';
import type { Random } from '../random.ts';
import { AtMs } from './at-ms.ts';
import { Standing } from './chat-standing.ts';

/** A viewer who has written, or entered a giveaway. */
export const Chatter = v.object({
  mark: ChatMark,
  buyerId: BuyerId,
  name: v.string(),
  standing: Standing,
  /** When they last wrote, shown or held. */
  wroteAtMs: AtMs,
  /** The giveaway that they entered last. */
  enteredId: v.optional(v.nullable(GiveawayId), null),
});
export type Chatter = v.InferOutput<typeof Chatter>;

/** Who is behind the marks. Only the server knows it: it names buyers. */
export const Chatters = v.object({
  /** By buyer. */
  known: bucketsOf(Chatter),
  /** By mark. */
  buyers: bucketsOf(BuyerId),
  /** Who wants to know what, by question and buyer. Stored shows of before one could ask have none. */
  votes: v.optional(bucketsOf(v.literal(true)), []),
});
export type Chatters = v.InferOutput<typeof Chatters>;

export const chatterOf = ({ known }: Chatters, buyerId: BuyerId): Chatter | null => getFrom<Chatter>(known, buyerId);

export const chatterBehind = (chatters: Chatters, mark: ChatMark): Chatter | null => {
  const buyerId = getFrom<BuyerId>(chatters.buyers, mark);
  return buyerId && chatterOf(chatters, buyerId);
};

export const voteKey = (messageId: MessageId, buyerId: BuyerId): string => `${messageId} ${buyerId}`;

export const hasVoted = ({ votes }: Chatters, messageId: MessageId, buyerId: BuyerId): boolean =>
  getFrom<true>(votes, voteKey(messageId, buyerId)) ?? false;

/** Without signs that are taken for one another. */
const MARK_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const MARK_LENGTH = 5;

/** One of 33 million that nobody in the show has. */
export const makeMark = (chatters: Chatters, random: Random): ChatMark => {
  for (;;) {
    let text = '';
    while (text.length < MARK_LENGTH) text += MARK_ALPHABET.charAt(Math.floor(random() * MARK_ALPHABET.length));
    const mark = v.parse(ChatMark, text);
    if (getFrom<BuyerId>(chatters.buyers, mark) === null) return mark;
  }
};
