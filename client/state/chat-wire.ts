import type { Connection } from '../net/connection.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

/** What the page has for its chat: what it knows of the show, and its line to the server. */
export type ChatWire = { readonly feed: ShowFeed; readonly call: Connection['call'] };
