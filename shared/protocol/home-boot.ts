import * as v from 'valibot';
import { ListedShow } from './lobby.ts';
import { ChannelCard } from './opening.ts';

/** Whether the browser is signed in as a host. */
const Visit = v.picklist(['host', 'anybody']);

/**
 * What the server writes into the lobby and a channel's page, as `WatchBoot` into the watch page: they show their shows at once.
 * `pushKey`: what the server is known by at push services; null where it sends no reminders.
 */
export const HomeBoot = v.variant('page', [
  v.object({ page: v.literal('lobby'), visit: Visit, shows: v.array(ListedShow) }),
  v.object({
    page: v.literal('channel'),
    visit: Visit,
    channel: ChannelCard,
    shows: v.array(ListedShow),
    pushKey: v.nullable(v.string()),
  }),
  v.object({ page: v.literal('unknown-channel'), visit: Visit }),
]);
export type HomeBoot = v.InferOutput<typeof HomeBoot>;
