import type { OriginPolicy } from '../auth/origin.ts';
import type { PageTransport } from '../auth/secret-cookie.ts';

/** How many requests one address may make in a window; more are refused with `request.too-many`. */
export type RateLimit = { readonly requests: number; readonly windowMs: number };

export type HttpConfig = {
  /** The built pages: `lobby/`, `studio/` and `viewer/index.html`, `assets/` with hashed names, other files beside them. */
  readonly pagesDir: string;
  /** Where people reach the server (`https://live.example.org`), for links in a page's head; null when nobody said. */
  readonly publicOrigin: string | null;
  readonly origins: OriginPolicy;
  readonly transport: PageTransport;
  /** How many reverse proxies stand before the server; their `X-Forwarded-For` tells the visitor's address. 0: none is believed. */
  readonly trustedProxies: number;
  /** Whose pages may have a show in a frame, with their own cart. */
  readonly embedOrigins: readonly string[];
  readonly limits: HttpLimits;
};

export type HttpLimits = {
  /** Failed ones only: a wrong password costs an argon2 hash, and guessing must not pay. */
  readonly signIns: RateLimit;
  readonly signUps: RateLimit;
  readonly pictures: RateLimit;
  /** What live shows look like: two or three a minute from each studio. */
  readonly thumbnails: RateLimit;
  /** Previews and imports of tables, ten megabytes each. */
  readonly tables: RateLimit;
  /** Half a megabyte each. */
  readonly uplinks: RateLimit;
  /** Files of whole shows. */
  readonly downloads: RateLimit;
  /** Receipts of draws: everybody who was in one may look, and a house has one address. */
  readonly receipts: RateLimit;
  /** Looking at links and coming in by them: a token cannot be guessed, but every try costs a look-up. */
  readonly joins: RateLimit;
  /** Asking for reminders, and for none any more. */
  readonly follows: RateLimit;
  /** What payment providers tell: refused ones only. */
  readonly webhooks: RateLimit;
};

const MINUTE_MS = 60_000;

export const DEFAULT_HTTP_LIMITS: HttpLimits = {
  signIns: { requests: 10, windowMs: 5 * MINUTE_MS },
  signUps: { requests: 10, windowMs: 60 * MINUTE_MS },
  // A whole shelf's pictures in one go.
  pictures: { requests: 200, windowMs: 10 * MINUTE_MS },
  thumbnails: { requests: 600, windowMs: 10 * MINUTE_MS },
  tables: { requests: 60, windowMs: 10 * MINUTE_MS },
  uplinks: { requests: 100, windowMs: 10 * MINUTE_MS },
  downloads: { requests: 60, windowMs: 10 * MINUTE_MS },
  receipts: { requests: 300, windowMs: 5 * MINUTE_MS },
  follows: { requests: 60, windowMs: 10 * MINUTE_MS },
  // A studio full of people behind one address, each trying again while it is full.
  joins: { requests: 300, windowMs: 5 * MINUTE_MS },
  webhooks: { requests: 120, windowMs: MINUTE_MS },
};
