import type { BuyerId, DrawId, GiveawayId, ItemId, MessageId } from '../../../shared/ids.ts';
import { assertNever } from '../../../shared/invariant.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';
import type { EventOf } from './event-of.ts';
import { hashOfSeed, ranked, ticketFor, type KeptReceipt } from './draw-again.ts';

export type GiveawayEvent = EventOf<
  `giveaway.${string}` | 'draw.opened' | 'draw.joined' | 'draw.left' | 'draw.over' | 'chat.posted'
>;
type Phase = 'sealed' | 'open' | 'drawing' | 'drawn' | 'cancelling' | 'cancelled';
type KeptEntry = { readonly buyerId: BuyerId; readonly ticket: string };

type KeptGiveaway = {
  readonly id: GiveawayId;
  readonly itemId: ItemId | null;
  readonly seed: string;
  phase: Phase;
  started: EventOf<'giveaway.started'> | null;
  entries: readonly KeptEntry[];
  /** Units that are set aside for it, and not won yet. */
  aside: number;
  /** Who has won a unit and was not given it yet, in the order of the draw. */
  due: readonly BuyerId[];
  receipt: KeptReceipt | null;
};

type Till = {
  /** Units that nobody else may have from now on; fewer than none: that are free again. */
  readonly setAside: (itemId: ItemId, units: number) => void;
  readonly note: (problem: string) => void;
};

/** The giveaways of a show and their draws, by the events alone. */
export class GiveawayBooks {
  readonly #till: Till;
  readonly #giveaways = new Map<DrawId, KeptGiveaway>();
  /** By message of the chat: the giveaway that was entered by it. */
  readonly #shown = new Map<MessageId, GiveawayId | null>();
  #newest: KeptGiveaway | null = null;

  constructor(till: Till) {
    this.#till = till;
  }

  /** The newest giveaway and how far it is, as a page would say it; null before the first. */
  get stated(): string | null {
    return this.#newest && `${this.#newest.id} ${this.#newest.phase}`;
  }

  /** How many are in the one that runs; null while none does. */
  get gathered(): number | null {
    return this.#newest?.phase === 'open' ? this.#newest.entries.length : null;
  }

  get draws(): number {
    return [...this.#giveaways.values()].filter(({ receipt }) => receipt !== null).length;
  }

  phaseOf(drawId: DrawId): Phase | null {
    return this.#giveaways.get(drawId)?.phase ?? null;
  }

  receiptOf(drawId: DrawId): KeptReceipt | null {
    return this.#giveaways.get(drawId)?.receipt ?? null;
  }

  isIn(giveawayId: GiveawayId, buyerId: BuyerId): boolean {
    return this.#giveaways.get(giveawayId)?.entries.some((entry) => entry.buyerId === buyerId) ?? false;
  }

  /** The giveaway whose word this had when it was shown in the chat, or null; undefined for what never was. */
  openAt(messageId: MessageId): GiveawayId | null | undefined {
    return this.#shown.get(messageId);
  }

  take(event: GiveawayEvent, atMs: LoggedEvent['atMs']): void {
    switch (event.type) {
      case 'draw.opened':
        return this.#seal(event);
      case 'chat.posted': {
        const { id: messageId, text } = event.message;
        this.#shown.set(messageId, this.#entersBy(text, atMs));
        return;
      }
      default: {
        const giveaway = this.#giveaways.get(event.giveawayId);
        if (giveaway) this.#change(giveaway, event, atMs);
        else this.#till.note(`${event.type} of ${event.giveawayId}, which has no seed`);
      }
    }
  }

  /** What is stored together is there as a whole, or not at all. */
  expectWhole(): void {
    const { id, phase } = this.#newest ?? {};
    if (phase === 'sealed' || phase === 'drawing' || phase === 'cancelling') this.#till.note(`${id} is left ${phase}`);
  }

  /** A winner has their unit. */
  give({ holdId, buyerId, itemId }: EventOf<'hold.won'>): void {
    const giveaway = this.#newest;
    const [next, ...others] = giveaway?.due ?? [];
    if (!giveaway || next !== buyerId || giveaway.itemId !== itemId)
      return this.#till.note(`${holdId} is won in no draw`);
    giveaway.due = others;
    this.#setAside(giveaway, -1);
  }

  #seal({ giveawayId, itemId, units, seed }: EventOf<'draw.opened'>): void {
    if (this.#giveaways.has(giveawayId)) this.#till.note(`${giveawayId} has two seeds`);
    if (this.gathered !== null) this.#till.note(`${giveawayId} begins, and ${this.stated}`);
    const empty = { started: null, entries: [], due: [], receipt: null };
    this.#newest = { id: giveawayId, itemId, seed, phase: 'sealed', aside: 0, ...empty };
    this.#giveaways.set(giveawayId, this.#newest);
    this.#setAside(this.#newest, units);
  }

  #change(
    giveaway: KeptGiveaway,
    event: Exclude<GiveawayEvent, { type: 'draw.opened' | 'chat.posted' }>,
    atMs: LoggedEvent['atMs'],
  ): void {
    const { id, entries } = giveaway;
    switch (event.type) {
      case 'giveaway.started':
        this.#turn(giveaway, 'sealed', 'open');
        giveaway.started = event;
        if (hashOfSeed(giveaway.seed) !== event.commitment) this.#till.note(`${id} committed to another seed`);
        return;
      case 'draw.joined': {
        const { buyerId, intent } = event;
        const isInTime = giveaway.phase === 'open' && atMs < (giveaway.started?.closesAtMs ?? 0);
        if (!isInTime) this.#till.note(`${buyerId} enters ${id} too late`);
        if (this.isIn(id, buyerId)) this.#till.note(`${buyerId} is in ${id} twice`);
        giveaway.entries = [...entries, { buyerId, ticket: ticketFor(id, intent) }];
        return;
      }
      case 'draw.left':
        giveaway.entries = entries.filter(({ buyerId }) => buyerId !== event.buyerId);
        return;
      case 'giveaway.counted':
        if (event.entries !== entries.length) this.#till.note(`${id} counts ${event.entries} of ${entries.length}`);
        return;
      case 'giveaway.drawn':
        if (atMs < (giveaway.started?.closesAtMs ?? 0)) this.#till.note(`${id} is drawn before its time`);
        return this.#draw(giveaway, event);
      case 'giveaway.cancelled':
        return this.#turn(giveaway, 'open', 'cancelling');
      case 'draw.over':
        if (giveaway.due.length > 0)
          this.#till.note(`${id} is over, and has not given ${giveaway.due.join(', ')} anything`);
        this.#setAside(giveaway, -giveaway.aside);
        if (giveaway.phase === 'cancelling') return this.#turn(giveaway, 'cancelling', 'cancelled');
        return this.#turn(giveaway, 'drawing', 'drawn');
      default:
        return assertNever(event);
    }
  }

  #draw(giveaway: KeptGiveaway, { seed, entries, winners }: EventOf<'giveaway.drawn'>): void {
    const { id, itemId, started } = giveaway;
    this.#turn(giveaway, 'open', 'drawing');
    const { note } = this.#till;
    if (seed !== giveaway.seed) note(`${id} is drawn with another seed`);
    if (entries !== giveaway.entries.length)
      note(`${id} is drawn of ${entries}, and ${giveaway.entries.length} are in it`);
    const inOrder = ranked(giveaway.entries, seed);
    const units = started?.winners ?? 0;
    const won = inOrder.slice(0, units);
    const told = winners.map(({ ticket }) => ticket);
    if (told.join() !== won.map(({ ticket }) => ticket).join()) note(`${id} tells of other winners than the draw’s`);
    giveaway.due = itemId === null ? [] : won.map(({ buyerId }) => buyerId);
    const receipts = inOrder.map(({ ticket }, index) => {
      const outcome = index < units ? ('granted' as const) : ('nothing' as const);
      return { ticket, quantity: 1, outcome };
    });
    giveaway.receipt = { commitment: started?.commitment ?? '', seed, units, entries: receipts };
  }

  #entersBy(text: string | null, atMs: number): GiveawayId | null {
    const { id = null, phase, started } = this.#newest ?? {};
    const isOpen = phase === 'open' && atMs < (started?.closesAtMs ?? 0);
    return isOpen && started?.word && text?.includes(started.word) ? id : null;
  }

  #setAside(giveaway: KeptGiveaway, units: number): void {
    giveaway.aside += units;
    if (giveaway.itemId !== null) this.#till.setAside(giveaway.itemId, units);
  }

  #turn(giveaway: KeptGiveaway, from: Phase, phase: Phase): void {
    if (giveaway.phase !== from) this.#till.note(`${giveaway.id} becomes ${phase} and was ${giveaway.phase}`);
    giveaway.phase = phase;
  }
}
