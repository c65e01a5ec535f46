import * as v from 'valibot';
import { CalloutId, ChannelId, ItemId, ShowAddress, ShowId } from '../ids.ts';
import { KeptFacts } from './item.ts';
import { AtMs, ProgramMark } from './state.ts';

/**
 * What happened in a show, in the past tense; the log is the truth. `at` and `seq` are in the envelope. Its texts are what
 * commands brought: a rule for them that came later must not make a log unreadable.
 */
export const ShowEvent = v.variant('type', [
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
]);
export type ShowEvent = v.InferOutput<typeof ShowEvent>;
export type ShowEventType = ShowEvent['type'];

/** An event as stored and sent: `seq` is gap-free per show, `atMs` the server's clock. */
export const LoggedEvent = v.object({
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  atMs: AtMs,
  event: ShowEvent,
});
export type LoggedEvent = v.InferOutput<typeof LoggedEvent>;
