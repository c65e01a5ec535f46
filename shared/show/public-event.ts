import * as v from 'valibot';
import { CalloutId, ChannelId, ItemId, MessageId, ShowAddress, ShowId } from '../ids.ts';
import { ChatMessage, SlowSeconds } from './chat.ts';
import { KeptFacts } from './item.ts';
import { ProgramMark } from './state.ts';

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
  v.object({ type: v.literal('show.started') }),
  v.object({ type: v.literal('show.interrupted') }),
  v.object({ type: v.literal('show.resumed') }),
  v.object({ type: v.literal('show.ended') }),
  v.object({ type: v.literal('shelf.added'), itemId: ItemId, facts: KeptFacts }),
  v.object({ type: v.literal('shelf.changed'), itemId: ItemId, facts: KeptFacts }),
  /** `toIndex` is the item's index after the move. */
  v.object({ type: v.literal('shelf.moved'), itemId: ItemId, toIndex: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ type: v.literal('shelf.removed'), itemId: ItemId }),
  v.object({ type: v.literal('callout.opened'), calloutId: CalloutId, itemId: ItemId }),
  v.object({
    type: v.literal('callout.closed'),
    calloutId: CalloutId,
    reason: v.picklist(['stopped', 'replaced', 'removed', 'ended']),
  }),
  v.object({ type: v.literal('program.marked'), mark: ProgramMark }),
  v.object({ type: v.literal('chat.posted'), message: ChatMessage }),
  v.object({ type: v.literal('chat.removed'), messageIds: v.array(MessageId) }),
  /** The message as it is then; null for none. */
  v.object({ type: v.literal('chat.pinned'), message: v.nullable(ChatMessage) }),
  v.object({ type: v.literal('chat.slowed'), seconds: SlowSeconds }),
] as const;

export const PublicEvent = v.variant('type', PUBLIC_EVENTS);
export type PublicEvent = v.InferOutput<typeof PublicEvent>;
