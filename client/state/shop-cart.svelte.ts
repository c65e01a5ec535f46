import { skuKey } from '../../shared/catalog/catalog-key.ts';
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

type Cartable = Pick<ShelfItem, 'id' | 'sku'>;

const keyOfItem = (itemId: ItemId): string => `item:${itemId}`;
const keyOfSku = (sku: string): string => `sku:${skuKey(sku)}`;

type Options = { readonly tell: (event: ShopEvent) => Promise<ShopReply> };

/** The cart of the shop that this page is embedded in: the shop keeps it, this is what the page knows of it. */
export class ShopCart {
  readonly #tell: Options['tell'];
  #standing = $state.raw<'unknown' | 'there' | 'none'>('unknown');
  /** By the shop's number or by the product's place on the shelf, as the shop says. */
  #lines = $state.raw<ReadonlyMap<string, number>>(new Map());
  #asked = $state.raw<ReadonlyMap<ItemId, CartAsk>>(new Map());
  #checkout = $state.raw<CartAsk>(IDLE);
  readonly #count = $derived([...this.#lines.values()].reduce((sum, quantity) => sum + quantity, 0));

  constructor({ tell }: Options) {
    this.#tell = tell;
  }

  /** Whether the shop has a cart for this page; without, people buy as on the watch page. */
  get isThere(): boolean {
    return this.#standing === 'there';
  }

  /** How many things of this show are in the cart. */
  get count(): number {
    return this.#count;
  }

  get checkoutAsk(): CartAsk {
    return this.#checkout;
  }

  quantityOf(item: Cartable): number {
    return this.#lines.get(this.#keyOf(item)) ?? 0;
  }

  asked(itemId: ItemId): CartAsk {
    return this.#asked.get(itemId) ?? IDLE;
  }

  /** Asks the shop whether it has a cart for this page, and then what is in it. Again when the shop says that it hears only now. */
  async greet(address: string, title: string): Promise<void> {
    const answer = await this.#ask({ eventName: 'READY', data: { address, title } });
    // A greeting that nobody heard says nothing of a shop that has answered another one meanwhile.
    if (answer.state === 'silent') return;
    this.#standing = answer.state === 'added' ? 'there' : 'none';
    if (this.#standing === 'there') await this.#ask({ eventName: 'SYNC_CART_STATE', data: {} });
  }

  /** The shop says what is in its cart: that counts. */
  handleCart(lines: readonly CartLine[]): void {
    this.#lines = new Map(
      lines
        .filter(({ quantity }) => quantity > 0)
        .map((line) => ['sku' in line ? keyOfSku(line.sku) : keyOfItem(line.itemId), line.quantity]),
    );
  }

  add(item: ShelfItem): Promise<void> {
    const { id: itemId, sku, name, priceMinor, currency, link } = item;
    const product = { name, price: priceText(priceMinor, currency), currency, link };
    return this.#change(item, 1, { eventName: 'ADD_TO_CART', data: { itemId, sku, quantity: 1, product } });
  }

  /** Takes it out at 0. */
  setQuantity(item: Cartable, quantity: number): Promise<void> {
    const previousQuantity = this.quantityOf(item);
    const data = { itemId: item.id, sku: item.sku, previousQuantity, quantity };
    return this.#change(item, quantity - previousQuantity, { eventName: 'UPDATE_ITEM_IN_CART', data });
  }

  async checkout(): Promise<void> {
    if (this.#checkout.state === 'asking') return;
    this.#checkout = { state: 'asking' };
    this.#checkout = await this.#ask({ eventName: 'CHECKOUT', data: {} });
  }

  async #change(item: Cartable, by: number, event: ShopEvent): Promise<void> {
    const wanted = this.quantityOf(item) + by;
    if (this.asked(item.id).state === 'asking' || wanted < 0 || wanted > MAX_CART_QUANTITY) return;
    this.#setAsked(item.id, { state: 'asking' });
    const before = this.#lines;
    const answer = await this.#ask(event);
    // A shop that has said meanwhile what is in its cart knows better.
    if (answer.state === 'added' && this.#lines === before) {
      const lines = new Map(before).set(this.#keyOf(item), wanted);
      this.#lines = new Map([...lines].filter(([, quantity]) => quantity > 0));
    }
    this.#setAsked(item.id, answer);
    if (answer.state !== 'silent' && this.#checkout.state === 'silent') this.#checkout = IDLE;
  }

  #keyOf({ id, sku }: Cartable): string {
    const own = keyOfItem(id);
    return sku === null || this.#lines.has(own) ? own : keyOfSku(sku);
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

  #setAsked(itemId: ItemId, asked: CartAsk): void {
    this.#asked = new Map(this.#asked).set(itemId, asked);
  }
}
