import * as v from 'valibot';
import { ShowAddress, type ShowId } from '../ids.ts';
import { AtMs } from '../show/at-ms.ts';
import { Count } from '../show/count.ts';
import { Category } from '../show/plan.ts';
import { ChannelCard } from './opening.ts';

/** A show among others, for anybody. */
export const ListedShow = v.object({
  title: v.string(),
  address: ShowAddress,
  channel: ChannelCard,
  category: Category,
  standing: v.variant('state', [
    v.object({ state: v.literal('coming'), startsAtMs: AtMs }),
    v.object({ state: v.literal('live'), startedAtMs: AtMs, watchers: Count }),
    v.object({ state: v.literal('past'), startedAtMs: AtMs, endedAtMs: AtMs }),
  ]),
  /** The path of what its picture showed less than a minute and a half ago; null for none. */
  thumbnail: v.nullable(v.string()),
});
export type ListedShow = v.InferOutput<typeof ListedShow>;

/** `GET`: what is live, most watched first, and what is coming, soonest first. It has an ETag, and is a second old at most. */
export const LOBBY_PATH = '/api/lobby';
export const ListedShows = v.object({ shows: v.array(ListedShow) });

/** `GET`: a channel with its shows: live, coming, and the newest past ones. `channel.not-found`. */
export const CHANNEL_ROUTE = '/api/channels/:handle';
export const channelDataPath = (handle: string): string => `/api/channels/${encodeURIComponent(handle)}`;
export const ChannelPage = v.object({ channel: ChannelCard, shows: v.array(ListedShow) });
export type ChannelPage = v.InferOutput<typeof ChannelPage>;

/** `GET`: a show that is coming as an event for calendars. `show.not-found`. */
export const CALENDAR_ROUTE = '/api/calendar/:address.ics';

/**
 * `POST` with a small picture of what a live show's program shows now, JPEG or WebP, from a page that has the show in hand. It is
 * kept in memory until the next one, for a minute and a half at most. `auth.required`, `show.not-found`, `show.not-live`.
 */
export const THUMBNAIL_ROUTE = '/api/shows/:showId/thumbnail';
export const thumbnailUploadPath = (showId: ShowId): string => `/api/shows/${showId}/thumbnail`;
export const MAX_THUMBNAIL_BYTES = 64 * 1024;
/** The longer side. */
export const THUMBNAIL_SIDE_PX = 320;
