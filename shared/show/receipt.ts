import type { HashHex } from '../hash-hex.ts';
import type { BuyerId, DrawId, ItemId } from '../ids.ts';
import { commitmentOf, drawOrder, rankOf, ticketOf } from './draw.ts';
import type { DrawOutcome, DrawReceipt } from './draw-receipt.ts';
import type { LoggedEvent } from './event.ts';
import type { Seller } from './seller.ts';

type Announced = Pick<DrawReceipt, 'kind' | 'seller' | 'commitment' | 'announcedAtMs' | 'opensAtMs'>;
type Drawn = Pick<DrawReceipt, 'seed' | 'drawnAtMs' | 'units'>;

/** Reads a show's log, event by event, for the receipt of one draw: of a flash sale or a giveaway. */
export class ReceiptReader {
  readonly #drawId: DrawId;
  #announced: Announced | null = null;
  #drawn: Drawn | null = null;
  #state: 'before' | 'drawing' | 'after' = 'before';
  readonly #sellers = new Map<ItemId, Seller>();
  #entries: DrawReceipt['entries'] = [];
  /** Who is in a giveaway, in the order in which they came. */
  readonly #tickets = new Map<BuyerId, HashHex>();
  #most = 0;

  constructor(drawId: DrawId) {
    this.#drawId = drawId;
  }

  get isDone(): boolean {
    return this.#state === 'after';
  }

  read({ event, atMs }: LoggedEvent): void {
    if (this.#state === 'after') return;
    switch (event.type) {
      case 'shelf.added':
        if (event.seller) this.#sellers.set(event.itemId, event.seller);
        return;
      case 'flash.announced': {
        if (event.flashId !== this.#drawId) return;
        const { commitment, opensAtMs, itemId } = event;
        const seller = this.#sellers.get(itemId) ?? null;
        this.#announced = { kind: 'flash', seller, commitment, announcedAtMs: atMs, opensAtMs };
        return;
      }
      case 'flash.drawn':
        if (event.flashId !== this.#drawId) return;
        this.#drawn = { seed: event.seed, drawnAtMs: atMs, units: event.units };
        this.#state = 'drawing';
        return;
      case 'draw.closed':
        if (event.flashId === this.#drawId) this.#state = 'after';
        return;
      case 'hold.granted':
        return this.#enter(event, 'granted');
      case 'hold.waitlisted':
        return this.#enter(event, 'waiting');
      case 'hold.rejected':
        return this.#enter(event, 'nothing');
      case 'giveaway.started': {
        if (event.giveawayId !== this.#drawId) return;
        const { commitment, winners, itemId } = event;
        const seller = (itemId && this.#sellers.get(itemId)) ?? null;
        this.#announced = { kind: 'giveaway', seller, commitment, announcedAtMs: atMs, opensAtMs: atMs };
        this.#most = winners;
        return;
      }
      case 'draw.joined':
        if (event.giveawayId === this.#drawId) this.#tickets.set(event.buyerId, ticketOf(this.#drawId, event.intent));
        return;
      case 'draw.left':
        if (event.giveawayId === this.#drawId) this.#tickets.delete(event.buyerId);
        return;
      case 'giveaway.drawn': {
        if (event.giveawayId !== this.#drawId) return;
        const { seed, winners } = event;
        this.#drawn = { seed, drawnAtMs: atMs, units: this.#most };
        this.#entries = this.#giveawayEntries(
          seed,
          winners.map(({ ticket }) => ticket),
        );
        this.#state = 'after';
        return;
      }
      default:
        return;
    }
  }

  /** Null for what was not drawn (yet). */
  receipt(): DrawReceipt | null {
    if (!this.#announced || !this.#drawn || this.#state !== 'after') return null;
    const { kind, ...announced } = this.#announced;
    const entries = this.#entries;
    return { format: 'tally-draw-2', kind, drawId: this.#drawId, ...announced, ...this.#drawn, entries };
  }

  #enter({ intent, quantity }: { intent: string; quantity: number }, outcome: DrawOutcome): void {
    if (this.#state !== 'drawing') return;
    this.#entries.push({ ticket: ticketOf(this.#drawId, intent), quantity, outcome });
  }

  /** The winners are those who were told, not who should have been. Two whose pages made the same ticket are two. */
  #giveawayEntries(seed: HashHex, won: readonly HashHex[]): DrawReceipt['entries'] {
    const left = [...won];
    const inOrder = drawOrder([...this.#tickets.values()], seed, (ticket) => ticket);
    return inOrder.map((ticket) => {
      const at = left.indexOf(ticket);
      if (at >= 0) left.splice(at, 1);
      return { ticket, quantity: 1, outcome: at >= 0 ? 'granted' : 'nothing' };
    });
  }
}

/** What is wrong with a draw; `nothing` for one that anybody comes to who draws again. */
export type DrawFault = 'seed' | 'time' | 'order' | 'units' | 'nothing';

/**
 * `seed`: another one than was committed to. `time`: committed to too late. `order`: not the one that the seed gives. `units`: more
 * were given than there were, or some to a wish behind one that had nothing although it asked for no more.
 */
export const faultOf = (receipt: DrawReceipt): DrawFault => {
  const { seed, commitment, drawnAtMs, opensAtMs, entries, units } = receipt;
  if (commitmentOf(seed) !== commitment) return 'seed';
  if (!isInTime(receipt) || drawnAtMs < opensAtMs) return 'time';
  if (!isInOrder(entries, seed)) return 'order';
  return areFair(entries, units) ? 'nothing' : 'units';
};

/** A giveaway starts by the very event that commits to its seed. */
const isInTime = ({ kind, announcedAtMs, opensAtMs }: DrawReceipt): boolean =>
  kind === 'flash' ? announcedAtMs < opensAtMs : announcedAtMs <= opensAtMs;

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
  { drawId, entries }: DrawReceipt,
  intent: string,
): { readonly index: number; readonly outcome: DrawOutcome } | null => {
  const ticket = ticketOf(drawId, intent);
  const index = entries.findIndex((entry) => entry.ticket === ticket);
  const entry = entries[index];
  return entry ? { index, outcome: entry.outcome } : null;
};
