import type { ShowAddress } from '../ids.ts';

/** Where pages are that others lead to, without the tables of `http.ts`. */

export const watchPath = (address: ShowAddress): string => `/watch/${encodeURIComponent(address)}`;
/** The host’s home: first run, signing in, the shows. */
export const STUDIO_HOME_PATH = '/studio';
export const HOME_PATH = '/';
/** A channel's page. */
export const channelPath = (handle: string): string => `/@${handle}`;
/** A show that is coming as a file for calendars; `CALENDAR_ROUTE` of `lobby.ts`. */
export const calendarPath = (address: ShowAddress): string => `/api/calendar/${encodeURIComponent(address)}.ics`;
/** Where the watch page of each show is for a frame in a shop's own page. */
export const EMBED_FOLDER = '/embed/';
