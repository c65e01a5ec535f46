import type { ErrorCode } from '../../shared/errors.ts';
import type { ChannelCard, Opened } from '../../shared/protocol/methods.ts';
import { apply } from '../../shared/show/apply.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { ConnectionState } from '../net/connection.ts';

/** What a page knows of its show: the log's state as far as it has arrived, and the line to the server. */
export class ShowFeed {
  #show = $state.raw<ShowState>();
  #channel = $state.raw<ChannelCard>();
  #line = $state.raw<ConnectionState>({ state: 'connecting' });
  #watchers = $state.raw<number | null>(null);
  readonly #items = $derived(this.#show ? shelfItems(this.#show) : []);
  readonly #explained = $derived(this.#show?.callout ? (this.#show.items[this.#show.callout.itemId] ?? null) : null);

  constructor(show?: ShowState, channel?: ChannelCard) {
    this.#show = show;
    this.#channel = channel;
  }

  get show(): ShowState | undefined {
    return this.#show;
  }

  get channel(): ChannelCard | undefined {
    return this.#channel;
  }

  get items(): readonly ShelfItem[] {
    return this.#items;
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
    this.#show = apply(this.#show ?? null, logged);
  }

  handleWatchers(watchers: number): void {
    this.#watchers = watchers;
  }
}

const shelfItems = (show: ShowState): readonly ShelfItem[] =>
  show.itemIds.flatMap((itemId) => show.items[itemId] ?? []);
