import * as v from 'valibot';
import { HashHex } from '../hash-hex.ts';
import { CalloutId, ChannelId, FlashId, GiveawayId, ItemId, MessageId, ShowAddress, ShowId } from '../ids.ts';
import { AtMs } from './at-ms.ts';
import { SlowSeconds } from './chat.ts';
import { Count } from './count.ts';
import { FLASH_ANNOUNCED } from './flash.ts';
import { GIVEAWAY_STARTED, GiveawayWinner } from './giveaway.ts';
import { ChatMessage } from './chat-message.ts';
import { FirstVisibility, KeptFacts } from './item.ts';
import { ShowPlan } from './plan.ts';
import { Seller, SoldBy } from './seller.ts';
import { ProgramMark } from './state.ts';

const Index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Who hears of what happens to a product: the studio alone while it is hidden. Before products could be, everybody did. */
const ShelfAudience = v.optional(v.picklist(['everyone', 'crew']), 'everyone');

/** What everybody is told of a show. */
export const PUBLIC_EVENTS = [
  v.object({
    type: v.literal('show.created'),
    id: ShowId,
    channelId: ChannelId,
    title: v.string(),
    address: ShowAddress,
  }),
  v.object({ type: v.literal('show.renamed'), title: v.string() }),
  v.object({ type: v.literal('show.planned'), plan: ShowPlan }),
  v.object({ type: v.literal('show.started') }),
  v.object({ type: v.literal('show.interrupted') }),
  v.object({ type: v.literal('show.resumed') }),
  v.object({ type: v.literal('show.ended') }),
  v.object({
    type: v.literal('shelf.added'),
    itemId: ItemId,
    facts: KeptFacts,
    visibility: v.optional(FirstVisibility, 'listed'),
    seller: SoldBy,
  }),
  /** `seller`: who sells it has another name from now on. */
  v.object({
    type: v.literal('shelf.changed'),
    itemId: ItemId,
    facts: KeptFacts,
    seller: v.exactOptional(Seller),
    audience: ShelfAudience,
  }),
  v.object({
    type: v.literal('shelf.moved'),
    itemId: ItemId,
    /** The item's index after the move. */
    toIndex: Index,
    /** The same among the products that viewers know; null where they know all. */
    publicIndex: v.optional(v.nullable(Index), null),
    audience: ShelfAudience,
  }),
  v.object({ type: v.literal('shelf.removed'), itemId: ItemId, audience: ShelfAudience }),
  /** `facts`, `seller` and its index among the products that viewers know: for those who hear of it for the first time. */
  v.object({
    type: v.literal('shelf.listed'),
    itemId: ItemId,
    facts: KeptFacts,
    seller: SoldBy,
    publicIndex: Index,
  }),
  v.object({ type: v.literal('shelf.hidden'), itemId: ItemId }),
  v.object({
    type: v.literal('shelf.delisted'),
    itemId: ItemId,
    by: v.optional(v.picklist(['studio', 'seller']), 'studio'),
  }),
  v.object({ type: v.literal('callout.opened'), calloutId: CalloutId, itemId: ItemId }),
  v.object({
    type: v.literal('callout.closed'),
    calloutId: CalloutId,
    reason: v.picklist(['stopped', 'replaced', 'removed', 'delisted', 'ended']),
  }),
  v.object({ type: v.literal('program.marked'), mark: ProgramMark }),
  v.object({
    type: v.literal('flash.announced'),
    flashId: FlashId,
    ...FLASH_ANNOUNCED,
    opensAtMs: AtMs,
  }),
  v.object({ type: v.literal('flash.opened'), flashId: FlashId, drawsAtMs: AtMs, closesAtMs: AtMs }),
  /** With the seed, anybody can draw again. `units`: what there was to draw for; null for no end of it. */
  v.object({
    type: v.literal('flash.drawn'),
    flashId: FlashId,
    seed: HashHex,
    entries: Count,
    units: v.nullable(Count),
  }),
  v.object({
    type: v.literal('flash.ended'),
    flashId: FlashId,
    reason: v.picklist(['closed', 'sold-out', 'cancelled']),
  }),
  v.object({ type: v.literal('giveaway.started'), giveawayId: GiveawayId, ...GIVEAWAY_STARTED }),
  /** How many are in it by now, a few times a second. */
  v.object({ type: v.literal('giveaway.counted'), giveawayId: GiveawayId, entries: Count }),
  v.object({
    type: v.literal('giveaway.drawn'),
    giveawayId: GiveawayId,
    seed: HashHex,
    entries: Count,
    winners: v.array(GiveawayWinner),
  }),
  v.object({ type: v.literal('giveaway.cancelled'), giveawayId: GiveawayId }),
  v.object({ type: v.literal('chat.posted'), message: ChatMessage }),
  v.object({ type: v.literal('chat.removed'), messageIds: v.array(MessageId) }),
  /** The message as it is then; null for none. */
  v.object({ type: v.literal('chat.pinned'), message: v.nullable(ChatMessage) }),
  /** What the picture shows of the chat from now on; null for nothing. */
  v.object({ type: v.literal('chat.aired'), message: v.nullable(ChatMessage) }),
  v.object({ type: v.literal('chat.slowed'), seconds: SlowSeconds }),
  v.object({ type: v.literal('question.asked'), message: ChatMessage }),
  v.object({ type: v.literal('question.voted'), messageId: MessageId, votes: Count }),
  v.object({ type: v.literal('question.answering'), messageId: MessageId }),
  v.object({ type: v.literal('question.answered'), messageId: MessageId }),
] as const;

export const PublicEvent = v.variant('type', PUBLIC_EVENTS);
export type PublicEvent = v.InferOutput<typeof PublicEvent>;
