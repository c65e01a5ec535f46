import { AppError } from '../../shared/errors.ts';
import type { ItemId } from '../../shared/ids.ts';
import { priceText } from '../../shared/money.ts';
import { MAX_CART_QUANTITY, type CartLine, type ShopEvent, type ShopReply } from '../../shared/protocol/embed.ts';
import type { ShelfItem } from '../../shared/show/item.ts';

/** What became of the last press for a product. `refused` with the shop's own words where it gave any. */
export type CartAsk =
  | { readonly state: 'idle' }
  | { readonly state: 'asking' }
  | { readonly state: 'added' }
  | { readonly state: 'refused'; readonly reason: 'out-of-stock' | 'custom-error'; readonly message: string | null }
  | { readonly state: 'silent' };

const IDLE: CartAsk = { state: 'idle' };

type Options = { readonly tell: (event: ShopEvent) => Promise<ShopReply> };

/** The cart of the shop that this page is embedded in: the shop keeps it, this is what the page knows of it. */
export class ShopCart {
  readonly #tell: Options['tell'];
  #lines = $state.raw<ReadonlyMap<ItemId, number>>(new Map());
  #asked = $state.raw<ReadonlyMap<ItemId, CartAsk>>(new Map());
  #checkout = $state.raw<CartAsk>(IDLE);
  readonly #count = $derived([...this.#lines.values()].reduce((sum, quantity) => sum + quantity, 0));

  constructor({ tell }: Options) {
    this.#tell = tell;
  }

  /** How many things of this show are in the cart. */
  get count(): number {
    return this.#count;
  }

  get checkoutAsk(): CartAsk {
    return this.#checkout;
  }

  quantityOf(itemId: ItemId): number {
    return this.#lines.get(itemId) ?? 0;
  }

  asked(itemId: ItemId): CartAsk {
    return this.#asked.get(itemId) ?? IDLE;
  }

  /** Whether the shop has a cart for this page; it is then asked what is in it. */
  async greet(address: string, title: string): Promise<boolean> {
    const answer = await this.#ask({ eventName: 'READY', data: { address, title } });
    if (answer.state !== 'added') return false;
    await this.#ask({ eventName: 'SYNC_CART_STATE', data: {} });
    return true;
  }

  /** The shop says what is in its cart: that counts. */
  handleCart(lines: readonly CartLine[]): void {
    this.#lines = new Map(lines.filter(({ quantity }) => quantity > 0).map(({ sku, quantity }) => [sku, quantity]));
  }

  add(item: ShelfItem): Promise<void> {
    const { id: sku, name, priceMinor, currency, link } = item;
    const product = { name, price: priceText(priceMinor, currency), currency, link };
    return this.#change(sku, 1, { eventName: 'ADD_TO_CART', data: { sku, quantity: 1, product } });
  }

  /** Takes it out at 0. */
  setQuantity(sku: ItemId, quantity: number): Promise<void> {
    const previousQuantity = this.quantityOf(sku);
    const data = { sku, previousQuantity, quantity };
    return this.#change(sku, quantity - previousQuantity, { eventName: 'UPDATE_ITEM_IN_CART', data });
  }

  async checkout(): Promise<void> {
    if (this.#checkout.state === 'asking') return;
    this.#checkout = { state: 'asking' };
    this.#checkout = await this.#ask({ eventName: 'CHECKOUT', data: {} });
  }

  async #change(sku: ItemId, by: number, event: ShopEvent): Promise<void> {
    const wanted = this.quantityOf(sku) + by;
    if (this.asked(sku).state === 'asking' || wanted < 0 || wanted > MAX_CART_QUANTITY) return;
    this.#setAsked(sku, { state: 'asking' });
    const before = this.#lines;
    const answer = await this.#ask(event);
    // A shop that has said meanwhile what is in its cart knows better.
    if (answer.state === 'added' && this.#lines === before) {
      this.handleCart([...new Map(this.#lines).set(sku, wanted)].map(([id, quantity]) => ({ sku: id, quantity })));
    }
    this.#setAsked(sku, answer);
  }

  async #ask(event: ShopEvent): Promise<CartAsk> {
    try {
      const reply = await this.#tell(event);
      return reply === true ? { state: 'added' } : { state: 'refused', reason: reply.reason, message: reply.message };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { state: 'silent' };
    }
  }

  #setAsked(sku: ItemId, asked: CartAsk): void {
    this.#asked = new Map(this.#asked).set(sku, asked);
  }
}
