import * as v from 'valibot';
import { AppError, ERRORS, type ErrorCode } from '../../shared/errors.ts';
import type { FlashId, HoldId, ItemId, ShowAddress, ShowId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { HoldCard } from '../../shared/show/hold.ts';
import { makeIdText, type Random } from '../../shared/random.ts';
import { IntentKey, Quantity, type HoldRejection } from '../../shared/show/hold.ts';
import type { FlashSale } from '../../shared/show/flash.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import type { Connection } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { OpenedTab } from '../platform/open-tab.ts';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';
import type { DrawCheck, ReadReceipt } from './draw-check.svelte.ts';
import { Counting } from './counting.ts';

/** What became of the last press for a product; once there is a hold, the hold itself says more. */
export type Asked =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'rejected'; readonly reason: HoldRejection }
  | { readonly state: 'failed'; readonly code: ErrorCode };

/** Where buying is done: the show, and the page's line to its server. */
export type PurchasesLine = {
  readonly address: ShowAddress;
  readonly call: Connection['call'];
  /** The server's clock minus the page's; null before it is known. */
  readonly serverOffsetMs: () => number | null;
};

type PurchasesOptions = PurchasesLine & {
  readonly readReceipt: ReadReceipt;
  readonly clock: Clock;
  readonly random: Random;
  /** Where a wish is kept until it is answered: a reload in between asks for the same one. */
  readonly store: TextStore | null;
  /** A tab for the provider's page, opened by the press itself: later, a browser would refuse it. Null where it refused. */
  readonly openTab: () => OpenedTab | null;
};

const Wish = v.object({ intent: IntentKey, quantity: Quantity });
type Wish = v.InferOutput<typeof Wish>;

const IDLE: Asked = { state: 'idle' };
const COUNT_EVERY_MS = 250;

/** What this viewer holds, waits for and has bought in the show, and their next wish. */
export class Purchases implements Closable {
  readonly #options: PurchasesOptions;
  readonly #counting: Counting;
  #holds = $state.raw<readonly HoldCard[]>([]);
  #asked = $state.raw<ReadonlyMap<ItemId, Asked>>(new Map());
  #failures = $state.raw<ReadonlyMap<HoldId, ErrorCode>>(new Map());
  #payUrls = $state.raw<ReadonlyMap<HoldId, string>>(new Map());
  #nowMs = $state.raw(0);
  /** Reserved, or in line: what still asks something of the buyer, newest first. */
  readonly #unsettled = $derived(this.#holds.filter(isUnsettled).toReversed());

  constructor(options: PurchasesOptions) {
    this.#options = options;
    this.#nowMs = this.#serverNowMs();
    this.#counting = new Counting({ clock: options.clock, everyMs: COUNT_EVERY_MS, count: () => this.#count() });
  }

  get unsettled(): readonly HoldCard[] {
    return this.#unsettled;
  }

  /** The newest hold of a product, whatever became of it; null for none. */
  holdOf(itemId: ItemId): HoldCard | null {
    return this.#holds.findLast((hold) => hold.itemId === itemId) ?? null;
  }

  asked(itemId: ItemId): Asked {
    return this.#asked.get(itemId) ?? IDLE;
  }

  /** Why the last thing that was asked of a hold failed; null when it did not. */
  failure(holdId: HoldId): ErrorCode | null {
    return this.#failures.get(holdId) ?? null;
  }

  /** Where a hold is paid, when the browser would not open a tab for it: a link for the person to press. */
  payUrl(holdId: HoldId): string | null {
    return this.#payUrls.get(holdId) ?? null;
  }

  /** Whole seconds that are left of a hold, by the server's clock; never below 0, and 0 only until the server says that it is over. */
  secondsLeft({ life }: HoldCard): number {
    if (life.state !== 'held' && life.state !== 'checkout') return 0;
    return Math.max(0, Math.ceil((life.untilMs - this.#nowMs) / 1_000));
  }

  handleHolds(holds: readonly HoldCard[]): void {
    this.#holds = holds;
    this.#counting.wake();
  }

  /** One wish at a time for a product, however often the button is pressed; what was not answered is asked for again as the same wish. */
  async request(item: ShelfItem, quantity: number, flashId: FlashId | null = null): Promise<void> {
    if (this.asked(item.id).state === 'asking') return;
    const { intent } = this.#wish(item.id, quantity);
    if (flashId) keep(this.#options.store, drawnKey(flashId), intent);
    this.#setAsked(item.id, { state: 'asking' });
    const seen = { priceMinor: item.priceMinor, currency: item.currency };
    try {
      const verdict = await this.#options.call('hold.request', { intent, itemId: item.id, quantity, seen });
      this.#forget(item.id);
      if (verdict.kind === 'hold') this.#put(verdict.hold);
      this.#setAsked(item.id, verdict.kind === 'hold' ? IDLE : { state: 'rejected', reason: verdict.reason });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (ERRORS[error.code].retry === 'never') this.#forget(item.id);
      this.#setAsked(item.id, { state: 'failed', code: error.code });
    }
  }

  /** The draw of a flash sale, to be done again by this page. What that takes is loaded for those who want to know. */
  async checkDraw(showId: ShowId, { id: drawId, commitment }: FlashSale): Promise<DrawCheck> {
    const { DrawCheck } = await import('./draw-check.svelte.ts');
    const intent = readKept(this.#options.store, drawnKey(drawId), v.nullable(IntentKey));
    return new DrawCheck({ showId, drawId, commitment, intent, told: null, read: this.#options.readReceipt });
  }

  extend(holdId: HoldId): Promise<void> {
    return this.#about(holdId, async () => void (await this.#options.call('hold.extend', { holdId })));
  }

  letGo(holdId: HoldId): Promise<void> {
    return this.#about(holdId, async () => void (await this.#options.call('hold.cancel', { holdId })));
  }

  /** Opens the provider's page beside this one: the picture goes on. */
  async pay(holdId: HoldId): Promise<void> {
    const tab = this.#options.openTab();
    await this.#about(holdId, async () => {
      const { url } = await this.#options.call('hold.startCheckout', { holdId });
      if (tab) tab.goTo(url);
      else this.#payUrls = new Map(this.#payUrls).set(holdId, url);
    });
    if (this.failure(holdId) !== null) tab?.close();
  }

  close(): void {
    this.#counting.close();
  }

  async #about(holdId: HoldId, work: () => Promise<void>): Promise<void> {
    this.#failures = new Map([...this.#failures].filter(([id]) => id !== holdId));
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#failures = new Map(this.#failures).set(holdId, error.code);
    }
  }

  #put(hold: HoldCard): void {
    const others = this.#holds.filter(({ holdId }) => holdId !== hold.holdId);
    // The tick that tells of it may have been here before the answer, and may know more.
    if (others.length === this.#holds.length) this.handleHolds([...others, hold]);
  }

  #setAsked(itemId: ItemId, asked: Asked): void {
    this.#asked = new Map(this.#asked).set(itemId, asked);
  }

  #wish(itemId: ItemId, quantity: number): Wish {
    const kept = readKept(this.#options.store, this.#key(itemId), v.nullable(Wish));
    if (kept?.quantity === quantity) return kept;
    const wish: Wish = { intent: makeIdText(this.#options.random), quantity };
    keep(this.#options.store, this.#key(itemId), wish);
    return wish;
  }

  #forget(itemId: ItemId): void {
    keep(this.#options.store, this.#key(itemId), null);
  }

  #key(itemId: ItemId): string {
    return `tally-wish-${this.#options.address}-${itemId}`;
  }

  #count(): boolean {
    this.#nowMs = this.#serverNowMs();
    return this.#unsettled.length > 0;
  }

  #serverNowMs(): number {
    return this.#options.clock.now() + (this.#options.serverOffsetMs() ?? 0);
  }
}

const drawnKey = (flashId: FlashId): string => `tally-drawn-${flashId}`;

const isUnsettled = ({ life }: HoldCard): boolean =>
  life.state === 'held' || life.state === 'checkout' || life.state === 'waiting';
