import type { BuyerId, DrawId, FlashId, ItemId } from '../../../shared/ids.ts';
import { assertNever } from '../../../shared/invariant.ts';
import type { DrawOutcome } from '../../../shared/show/draw-receipt.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';
import type { EventOf } from './event-of.ts';
import { hashOfSeed, ranked, ticketFor, type KeptReceipt } from './draw-again.ts';

export type FlashEvent = EventOf<`flash.${string}` | 'draw.sealed' | 'draw.entered' | 'draw.closed'>;
export type VerdictEvent = EventOf<'hold.granted' | 'hold.waitlisted' | 'hold.rejected'>;
type Phase = 'sealed' | 'warm-up' | 'gathering' | 'drawing' | 'drawn' | 'over';
type KeptEntry = { readonly key: string; readonly ticket: string; readonly quantity: number };

type KeptSale = {
  readonly id: FlashId;
  readonly itemId: ItemId;
  readonly seed: string;
  phase: Phase;
  terms: EventOf<'flash.announced'> | null;
  /** Whoever is in its draw, in the order in which they came. */
  readonly entries: KeptEntry[];
  /** Those of them who have no verdict yet. */
  readonly undecided: Set<string>;
  /** What is to come of the draw, by who draws again: a line for each entry, the next one first. */
  readonly expected: string[];
  receipt: KeptReceipt | null;
};

/** What the till's books have of a product. */
export type Availability = { readonly left: number; readonly canComeBack: number; readonly isAwaited: boolean };

type Till = {
  readonly available: (itemId: ItemId) => Availability;
  /** Units that a buyer has or waits for at the price of a sale. */
  readonly unitsAt: (flashId: FlashId, buyerId: BuyerId) => number;
  readonly note: (problem: string) => void;
};

/** The flash sales of a show and their draws, by the events alone. */
export class FlashBooks {
  readonly #till: Till;
  readonly #sales = new Map<DrawId, KeptSale>();
  #newest: KeptSale | null = null;

  constructor(till: Till) {
    this.#till = till;
  }

  /** The newest sale and how far it is, as a page would say it; null before the first. */
  get stated(): string | null {
    return this.#newest && `${this.#newest.id} ${this.#newest.phase}`;
  }

  /** How many wait for a draw; null while none is gathered. */
  get gathered(): number | null {
    return this.#newest?.phase === 'gathering' ? this.#newest.entries.length : null;
  }

  get draws(): number {
    return [...this.#sales.values()].filter(({ receipt }) => receipt !== null).length;
  }

  phaseOf(drawId: DrawId): Phase | null {
    return this.#sales.get(drawId)?.phase ?? null;
  }

  receiptOf(drawId: DrawId): KeptReceipt | null {
    return this.#sales.get(drawId)?.receipt ?? null;
  }

  /** Whether who buys this waits for a draw of it. */
  isIn(itemId: ItemId, buyerId: BuyerId): boolean {
    const sale = this.#newest;
    return sale?.itemId === itemId && [...sale.undecided].some((key) => key.startsWith(`${buyerId} `));
  }

  take(event: FlashEvent, atMs: LoggedEvent['atMs']): void {
    if (event.type === 'draw.sealed') return this.#seal(event);
    const sale = this.#sales.get(event.flashId);
    if (!sale) return this.#till.note(`${event.type} of ${event.flashId}, which has no seed`);
    switch (event.type) {
      case 'flash.announced':
        this.#turn(sale, ['sealed'], 'warm-up');
        sale.terms = event;
        if (hashOfSeed(sale.seed) !== event.commitment) this.#till.note(`${sale.id} committed to another seed`);
        return;
      case 'flash.opened':
        if (atMs < (sale.terms?.opensAtMs ?? 0)) this.#till.note(`${sale.id} opens before its time`);
        return this.#turn(sale, ['warm-up'], 'gathering');
      case 'draw.entered':
        return this.#enter(sale, event);
      case 'flash.drawn':
        return this.#draw(sale, event);
      case 'flash.ended':
        return this.#turn(sale, event.reason === 'cancelled' ? ['warm-up'] : ['gathering', 'drawn'], 'over');
      case 'draw.closed':
        if (sale.undecided.size > 0)
          this.#till.note(`${sale.id} is closed, and ${sale.undecided.size} have no verdict`);
        sale.undecided.clear();
        if (sale.phase !== 'over') this.#turn(sale, ['drawing'], 'drawn');
        return;
      default:
        return assertNever(event);
    }
  }

  /** What is stored together is there as a whole, or not at all. */
  expectWhole(): void {
    const { id, phase } = this.#newest ?? {};
    if (phase === 'sealed' || phase === 'drawing') this.#till.note(`${id} is left ${phase}`);
  }

  /** A verdict: of a draw, of what is on sale, or of neither. */
  decide(event: VerdictEvent): void {
    const sale = this.#newest?.itemId === event.itemId ? this.#newest : null;
    if (event.type !== 'hold.rejected') this.#sell(event, sale?.phase === 'over' ? null : sale);
    if (!sale) return;
    const key = `${event.buyerId} ${event.intent}`;
    const isOfDraw = sale.undecided.delete(key);
    const outcome = OUTCOMES[event.type];
    if (sale.phase === 'drawing') {
      const line = `${key} ${outcome}`;
      const expected = sale.expected.shift() ?? 'nobody';
      if (line !== expected) this.#till.note(`${sale.id} gives ${line}; drawn again, it is ${expected}`);
      const ticket = ticketFor(sale.id, event.intent);
      sale.receipt?.entries.push({ ticket, quantity: event.quantity, outcome });
    } else if (isOfDraw && (sale.phase !== 'over' || event.type !== 'hold.rejected' || event.reason !== 'closed')) {
      this.#till.note(`${key} is in a draw, and has a verdict without it`);
    }
  }

  #seal({ flashId, itemId, seed }: EventOf<'draw.sealed'>): void {
    if (this.#sales.has(flashId)) this.#till.note(`${flashId} has two seeds`);
    if (this.#newest && this.#newest.phase !== 'over') this.#till.note(`${flashId} begins, and ${this.stated}`);
    const empty = { terms: null, entries: [], undecided: new Set<string>(), expected: [], receipt: null };
    this.#newest = { id: flashId, itemId, seed, phase: 'sealed', ...empty };
    this.#sales.set(flashId, this.#newest);
  }

  #enter(sale: KeptSale, { buyerId, intent, quantity }: EventOf<'draw.entered'>): void {
    if (sale.phase !== 'gathering') this.#till.note(`${buyerId} enters ${sale.id}, which is ${sale.phase}`);
    if (this.isIn(sale.itemId, buyerId)) this.#till.note(`${buyerId} is in ${sale.id} twice`);
    const key = `${buyerId} ${intent}`;
    sale.entries.push({ key, ticket: ticketFor(sale.id, intent), quantity });
    sale.undecided.add(key);
  }

  #draw(sale: KeptSale, { seed, entries, units }: EventOf<'flash.drawn'>): void {
    this.#turn(sale, ['gathering'], 'drawing');
    const { note, available } = this.#till;
    if (seed !== sale.seed) note(`${sale.id} is drawn with another seed`);
    if (entries !== sale.entries.length)
      note(`${sale.id} is drawn of ${entries}, and ${sale.entries.length} are in it`);
    const there = available(sale.itemId);
    if ((units ?? Infinity) !== there.left) note(`${sale.id} is drawn for ${units} units, and there are ${there.left}`);
    sale.receipt = { commitment: sale.terms?.commitment ?? '', seed, units, entries: [] };
    sale.expected.push(...outcomesOf(ranked(sale.entries, seed), there));
  }

  /** What is promised is promised on the terms of the sale that is on, and of no other. */
  #sell(event: EventOf<'hold.granted' | 'hold.waitlisted'>, sale: KeptSale | null): void {
    const { holdId, buyerId, flashId, priceMinor, quantity } = event;
    const { note, unitsAt } = this.#till;
    if (flashId !== (sale?.id ?? null)) note(`${holdId} is sold in ${flashId}, and the sale is ${sale?.id ?? null}`);
    if (!sale?.terms || flashId !== sale.id) return;
    if (sale.phase !== 'drawing' && sale.phase !== 'drawn')
      note(`${holdId} is sold in ${sale.id}, which is ${sale.phase}`);
    if (priceMinor !== sale.terms.priceMinor) note(`${holdId} costs ${priceMinor} in ${sale.id}`);
    if (unitsAt(sale.id, buyerId) + quantity > sale.terms.limitPerBuyer) note(`${buyerId} has too much of ${sale.id}`);
  }

  #turn(sale: KeptSale, from: readonly Phase[], phase: Phase): void {
    if (!from.includes(sale.phase)) this.#till.note(`${sale.id} becomes ${phase} and was ${sale.phase}`);
    sale.phase = phase;
  }
}

const OUTCOMES = { 'hold.granted': 'granted', 'hold.waitlisted': 'waiting', 'hold.rejected': 'nothing' } as const;

/** Everybody in turn: what is left, a place in the line for what may come back, or nothing. Nobody overtakes who waits. */
const outcomesOf = (
  entries: readonly KeptEntry[],
  { left, canComeBack, isAwaited }: Availability,
): readonly string[] => {
  let free = left;
  let isLined = isAwaited;
  return entries.map(({ key, quantity }): string => {
    const canWait = quantity <= canComeBack && (isLined || free === 0);
    const outcome: DrawOutcome = !isLined && quantity <= free ? 'granted' : canWait ? 'waiting' : 'nothing';
    if (outcome === 'granted') free -= quantity;
    if (outcome === 'waiting') isLined = true;
    return `${key} ${outcome}`;
  });
};
