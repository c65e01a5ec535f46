import type { ShowAddress } from '../ids.ts';

/** Where pages are that others lead to, without the tables of `http.ts`. */

export const watchPath = (address: ShowAddress): string => `/watch/${encodeURIComponent(address)}`;
/** The host’s home: first run, signing in, the shows. */
export const STUDIO_HOME_PATH = '/studio';
