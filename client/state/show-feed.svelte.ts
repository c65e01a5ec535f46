import type { ErrorCode } from '../../shared/errors.ts';
import type { ChannelCard, Opened } from '../../shared/protocol/opening.ts';
import type { StockCount } from '../../shared/protocol/holds.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { atFlashPrice } from '../../shared/show/flash.ts';
import { itemOf } from '../../shared/show/item-of.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { ConnectionState } from '../net/connection.ts';

/** How an event changes what this page knows: a viewer's page knows less, and needs less code for it. */
type Apply = (state: ShowState | null, logged: LoggedEvent) => ShowState;

/** What a page knows of its show: the log's state as far as it has arrived, and the line to the server. */
export class ShowFeed {
  readonly #apply: Apply;
  #show = $state.raw<ShowState>();
  #channel = $state.raw<ChannelCard>();
  #line = $state.raw<ConnectionState>({ state: 'connecting' });
  #watchers = $state.raw<number | null>(null);
  readonly #items = $derived(this.#show ? shelfItems(this.#show) : []);
  readonly #offers = $derived.by(() => {
    const show = this.#show;
    return show ? this.#items.map((item) => atFlashPrice(show, item)) : [];
  });
  readonly #listed = $derived(this.#offers.filter(({ visibility }) => visibility === 'listed'));
  readonly #explained = $derived(this.#offers.find(({ id }) => id === this.#show?.callout?.itemId) ?? null);

  constructor(apply: Apply, show?: ShowState, channel?: ChannelCard) {
    this.#apply = apply;
    this.#show = show;
    this.#channel = channel;
  }

  get show(): ShowState | undefined {
    return this.#show;
  }

  get channel(): ChannelCard | undefined {
    return this.#channel;
  }

  /** All that this page knows of, with what it costs usually. */
  get items(): readonly ShelfItem[] {
    return this.#items;
  }

  /** The same with what it costs now. */
  get offers(): readonly ShelfItem[] {
    return this.#offers;
  }

  /** What is offered to viewers. */
  get listed(): readonly ShelfItem[] {
    return this.#listed;
  }

  /** The product that is explained now, or null. */
  get explained(): ShelfItem | null {
    return this.#explained;
  }

  get line(): ConnectionState {
    return this.#line;
  }

  /** Why the server will not have this page, when trying again cannot help. */
  get refusal(): ErrorCode | null {
    return this.#line.state === 'refused' ? this.#line.code : null;
  }

  /** Null until the line has opened once. */
  get watchers(): number | null {
    return this.#watchers;
  }

  handleLine(line: ConnectionState): void {
    this.#line = line;
  }

  handleOpened(opened: Opened): void {
    if (opened.show) this.#show = opened.show;
    this.#channel = opened.channel;
    this.#watchers = opened.watchers;
  }

  /** Events of the log come in order; one that the state already contains (a snapshot overtook it) is passed over. */
  handleEvent(logged: LoggedEvent): void {
    if (this.#show && logged.seq <= this.#show.seq) return;
    this.#show = this.#apply(this.#show ?? null, logged);
  }

  /** How much is held and sold is no event: it is counted a few times a second. */
  handleStock(counts: readonly StockCount[]): void {
    const show = this.#show;
    if (!show) return;
    const counted = counts.flatMap(({ itemId, held, sold, given }) => {
      const item = itemOf(show, itemId);
      return item && (item.held !== held || item.sold !== sold || item.given !== given)
        ? [[itemId, { ...item, held, sold, given }] as const]
        : [];
    });
    if (counted.length > 0) this.#show = { ...show, items: { ...show.items, ...Object.fromEntries(counted) } };
  }

  handleWatchers(watchers: number): void {
    this.#watchers = watchers;
  }
}

const shelfItems = (show: ShowState): readonly ShelfItem[] =>
  show.itemIds.flatMap((itemId) => show.items[itemId] ?? []);
