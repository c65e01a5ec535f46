import type { ItemId, PictureId, SellerId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import type { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import type { Result } from '../../shared/result.ts';
import type { SellerAsk } from '../../shared/show/crew.ts';
import { atFlashPrice } from '../../shared/show/flash.ts';
import type { ItemFacts, ShelfItem } from '../../shared/show/item.ts';
import type { Participant } from '../../shared/show/participant.ts';
import { itemsOfSeller, sellerIdOf } from '../../shared/show/sellers.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { Attempts } from './attempts.ts';
import { Orders } from './orders.svelte.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

type Options = {
  readonly feed: ShowFeed;
  readonly call: Connection['call'];
  readonly attempts: Attempts;
  readonly clock: Clock;
  readonly self: () => Participant | null;
  readonly uploadPicture: (picture: Blob) => Promise<Result<PictureId>>;
  readonly previewTable: PreviewTable;
};

/** What a shop's table would put on the shelf. `import.*`. */
type PreviewTable = (table: File, currency: Currency, signal: AbortSignal) => Promise<ShelfPreview>;

/** What a seller sells: their part of the shelf, what they explain or ask to, and their orders. Actions say whether they were done. */
export class SellerTill {
  readonly orders: Orders;
  readonly #options: Options;
  readonly #id = $derived.by((): SellerId | null => {
    const self = this.#options.self();
    return self && sellerIdOf(self);
  });
  readonly #items = $derived.by((): readonly ShelfItem[] => {
    const { show } = this.#options.feed;
    return show && this.#id !== null ? itemsOfSeller(show, this.#id) : [];
  });
  readonly #ask = $derived.by(
    () => this.#options.feed.show?.crew?.asks.find((ask) => ask.sellerId === this.#id) ?? null,
  );

  readonly previewTable: PreviewTable;

  constructor(options: Options) {
    this.#options = options;
    this.previewTable = options.previewTable;
    this.orders = new Orders(options);
  }

  /** In the order of the shelf. */
  get items(): readonly ShelfItem[] {
    return this.#items;
  }

  /** With what it costs at this moment, as viewers see it. */
  offerOf(item: ShelfItem): ShelfItem {
    const { show } = this.#options.feed;
    return show ? atFlashPrice(show, item) : item;
  }

  /** What was asked last and has no approval: still open, or declined. */
  get ask(): SellerAsk | null {
    return this.#ask;
  }

  /** Of these, the one that is explained now, whoever opened it. */
  get explainedId(): ItemId | null {
    const itemId = this.#options.feed.show?.callout?.itemId;
    return this.#items.find(({ id }) => id === itemId)?.id ?? null;
  }

  /** Whether the host is asked before something is explained. */
  get asksFirst(): boolean {
    return this.#options.self()?.explaining === 'asks-first';
  }

  add(facts: ItemFacts): Promise<boolean> {
    return this.#does('shelf.add', { facts, visibility: 'listed' });
  }

  /** All of them or none. Rejects with the server's code, for who tells of it in a place of their own. */
  async addAll(several: readonly ItemFacts[]): Promise<void> {
    await this.#options.call('shelf.addAll', {
      items: several.map((facts) => ({ facts, visibility: 'listed' as const })),
    });
  }

  change(itemId: ItemId, facts: ItemFacts): Promise<boolean> {
    return this.#does('shelf.change', { itemId, facts });
  }

  remove(itemId: ItemId): Promise<boolean> {
    return this.#does('shelf.remove', { itemId });
  }

  /** Off the shelf, and on it again. */
  toggle({ id: itemId, visibility }: ShelfItem): Promise<boolean> {
    return this.#does(visibility === 'listed' ? 'shelf.unlist' : 'shelf.list', { itemId });
  }

  /** Explains it, or asks to. */
  explain(itemId: ItemId): Promise<boolean> {
    return this.#does(this.asksFirst ? 'seller.ask' : 'callout.open', { itemId });
  }

  /** Asks no more. */
  dropAsk(): Promise<boolean> {
    return this.#does('seller.drop', {});
  }

  async stopExplaining(): Promise<void> {
    const callout = this.#options.feed.show?.callout;
    if (callout && this.explainedId !== null) await this.#does('callout.close', { calloutId: callout.id });
  }

  uploadPicture(picture: Blob): Promise<Result<PictureId>> {
    return this.#options.uploadPicture(picture);
  }

  handleTick(...tick: TickArguments): void {
    this.orders.handleTick(...tick);
  }

  async #does<Method extends MethodName>(method: Method, params: MethodParams<Method>): Promise<boolean> {
    const { attempts, call } = this.#options;
    return (await attempts.attempt(() => call(method, params))).ok;
  }
}
