import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { DrawId } from '../ids.ts';
import type { HashHex } from '../hash-hex.ts';
import type { Random } from '../random.ts';

export const hashHex = (text: string): HashHex => bytesToHex(sha256(utf8ToBytes(text)));

/** A byte at a time: `random` promises no more than a fraction. */
export const makeSeed = (random: Random): HashHex =>
  bytesToHex(Uint8Array.from({ length: 32 }, () => Math.floor(random() * 256)));

/** What is published before anybody can ask: it tells nothing of the seed, and no other seed has it. */
export const commitmentOf = (seed: HashHex): HashHex => hashHex(`tally-draw ${seed}`);

/**
 * What an entry is called in public. A page makes it of its own wish, which the server cannot choose; and without the seed, which
 * nobody but the server knows before the draw, no page can choose a good one.
 */
export const ticketOf = (drawId: DrawId, intent: string): HashHex => hashHex(`${drawId} ${intent}`);

/** Where a ticket stands: the least first. */
export const rankOf = (seed: HashHex, ticket: HashHex): HashHex => hashHex(`${seed} ${ticket}`);

/** By rank. Two that made the same wish have the same one; they stay in the order in which they came. */
export const ranked = <Entry extends { readonly rank: HashHex }>(entries: readonly Entry[]): readonly Entry[] =>
  entries.toSorted((left, right) => (left.rank < right.rank ? -1 : left.rank > right.rank ? 1 : 0));

/** The tickets in the order that the seed gives them, whatever order they came in. */
export const drawOrder = <Entry>(
  entries: readonly Entry[],
  seed: HashHex,
  ticket: (entry: Entry) => HashHex,
): readonly Entry[] =>
  ranked(entries.map((entry) => ({ entry, rank: rankOf(seed, ticket(entry)) }))).map(({ entry }) => entry);
