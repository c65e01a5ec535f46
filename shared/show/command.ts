import * as v from 'valibot';
import { CalloutId, ChannelId, ItemId, ShowAddress, ShowId } from '../ids.ts';
import { ItemFacts } from './item.ts';
import { ProgramMark, ShowTitle } from './state.ts';

/** What someone asks of a show, in the imperative. `decide` answers with events or a refusal. */
export const ShowCommand = v.variant('type', [
  v.object({
    type: v.literal('show.create'),
    id: ShowId,
    channelId: ChannelId,
    title: ShowTitle,
    address: ShowAddress,
  }),
  v.object({ type: v.literal('show.rename'), title: ShowTitle }),
  v.object({ type: v.literal('show.start') }),
  v.object({ type: v.literal('show.interrupt') }),
  v.object({ type: v.literal('show.resume') }),
  v.object({ type: v.literal('show.end') }),
  v.object({ type: v.literal('shelf.add'), facts: ItemFacts }),
  v.object({ type: v.literal('shelf.change'), itemId: ItemId, facts: ItemFacts }),
  v.object({ type: v.literal('shelf.move'), itemId: ItemId, toIndex: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  v.object({ type: v.literal('shelf.remove'), itemId: ItemId }),
  v.object({ type: v.literal('callout.open'), itemId: ItemId }),
  v.object({ type: v.literal('callout.close'), calloutId: CalloutId }),
  v.object({ type: v.literal('program.mark'), mark: ProgramMark }),
]);
export type ShowCommand = v.InferOutput<typeof ShowCommand>;
export type ShowCommandType = ShowCommand['type'];
