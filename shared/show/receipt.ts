import type { HashHex } from '../hash-hex.ts';
import type { FlashId } from '../ids.ts';
import { commitmentOf, rankOf, ticketOf } from './draw.ts';
import type { DrawOutcome, DrawReceipt } from './draw-receipt.ts';
import type { LoggedEvent } from './event.ts';

type Announced = { readonly commitment: HashHex; readonly announcedAtMs: number; readonly opensAtMs: number };
type Drawn = { readonly seed: HashHex; readonly drawnAtMs: number; readonly units: number | null };

/** Reads a show's log, event by event, for the receipt of one sale's draw. */
export class ReceiptReader {
  readonly #flashId: FlashId;
  #announced: Announced | null = null;
  #drawn: Drawn | null = null;
  #state: 'before' | 'drawing' | 'after' = 'before';
  readonly #entries: DrawReceipt['entries'] = [];

  constructor(flashId: FlashId) {
    this.#flashId = flashId;
  }

  get isDone(): boolean {
    return this.#state === 'after';
  }

  read({ event, atMs }: LoggedEvent): void {
    if (this.#state === 'after') return;
    switch (event.type) {
      case 'flash.announced':
        if (event.flashId !== this.#flashId) return;
        this.#announced = { commitment: event.commitment, announcedAtMs: atMs, opensAtMs: event.opensAtMs };
        return;
      case 'flash.drawn':
        if (event.flashId !== this.#flashId) return;
        this.#drawn = { seed: event.seed, drawnAtMs: atMs, units: event.units };
        this.#state = 'drawing';
        return;
      case 'draw.closed':
        if (event.flashId === this.#flashId) this.#state = 'after';
        return;
      case 'hold.granted':
        return this.#enter(event, 'granted');
      case 'hold.waitlisted':
        return this.#enter(event, 'waiting');
      case 'hold.rejected':
        return this.#enter(event, 'nothing');
      default:
        return;
    }
  }

  /** Null for a sale that was not drawn (yet). */
  receipt(): DrawReceipt | null {
    if (!this.#announced || !this.#drawn || this.#state !== 'after') return null;
    const { commitment, announcedAtMs, opensAtMs } = this.#announced;
    const { seed, drawnAtMs, units } = this.#drawn;
    return {
      format: 'tally-draw-1',
      flashId: this.#flashId,
      commitment,
      announcedAtMs,
      opensAtMs,
      drawnAtMs,
      seed,
      units,
      entries: this.#entries,
    };
  }

  #enter({ intent, quantity }: { intent: string; quantity: number }, outcome: DrawOutcome): void {
    if (this.#state !== 'drawing') return;
    this.#entries.push({ ticket: ticketOf(this.#flashId, intent), quantity, outcome });
  }
}

/** What is wrong with a draw; `nothing` for one that anybody comes to who draws again. */
export type DrawFault = 'seed' | 'time' | 'order' | 'units' | 'nothing';

/**
 * `seed`: another one than was committed to. `time`: committed to too late. `order`: not the one that the seed gives. `units`: more
 * were given than there were, or some to a wish behind one that had nothing although it asked for no more.
 */
export const faultOf = (receipt: DrawReceipt): DrawFault => {
  const { seed, commitment, announcedAtMs, opensAtMs, drawnAtMs, entries, units } = receipt;
  if (commitmentOf(seed) !== commitment) return 'seed';
  if (announcedAtMs >= opensAtMs || drawnAtMs < opensAtMs) return 'time';
  if (!isInOrder(entries, seed)) return 'order';
  return areFair(entries, units) ? 'nothing' : 'units';
};

const isInOrder = (entries: DrawReceipt['entries'], seed: HashHex): boolean => {
  const ranks = entries.map(({ ticket }) => rankOf(seed, ticket));
  return ranks.every((rank, index) => index === 0 || (ranks[index - 1] ?? '') <= rank);
};

const areFair = (entries: DrawReceipt['entries'], units: number | null): boolean => {
  let left = units ?? Infinity;
  let leastRefused = Infinity;
  for (const { outcome, quantity } of entries) {
    if (outcome !== 'granted') {
      leastRefused = Math.min(leastRefused, quantity);
      continue;
    }
    if (quantity > left || quantity >= leastRefused) return false;
    left -= quantity;
  }
  return true;
};

/** Where a wish stands in a draw, from 0, and what it led to; null for one that was not in it. */
export const placeOf = (
  { flashId, entries }: DrawReceipt,
  intent: string,
): { readonly index: number; readonly outcome: DrawOutcome } | null => {
  const ticket = ticketOf(flashId, intent);
  const index = entries.findIndex((entry) => entry.ticket === ticket);
  const entry = entries[index];
  return entry ? { index, outcome: entry.outcome } : null;
};
