import type { BuyerId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { holdCard, MAX_HOLDS_TOLD, type StockCount } from '../../shared/protocol/holds.ts';
import { holdOf, holdsOfBuyer } from '../../shared/show/ledger.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { isAwaited } from '../../shared/show/offering.ts';
import { maySeeSales } from '../../shared/show/permissions.ts';
import { salesOf } from '../../shared/show/sales.ts';
import type { ShowState } from '../../shared/show/state.ts';
import { isOfTill, type TillEvent } from '../../shared/show/till-apply.ts';
import type { Audience } from './audience.ts';
import { fanOutPauseMs } from './fan-out-pace.ts';
import { tickFrame } from './frames.ts';
import { salesFor } from './sales-for.ts';
import type { People, PersonSession } from './people.ts';
import type { ViewerSession } from './session.ts';

type TillNewsOptions = {
  readonly show: () => ShowState;
  readonly audience: Audience;
  /** The pages of the people in the studio. */
  readonly people: Pick<People, 'relayTick' | 'relayTickTo' | 'pagesAs'>;
  readonly countEveryMs: number;
};

/** Who is in a draw hears of it by its verdict. */
type NewsEvent = Exclude<TillEvent, { type: `draw.${string}` }>;
const isNews = (event: TillEvent): event is NewsEvent => !event.type.startsWith('draw.');
/** What a giveaway sets aside, and frees. */
const changesStock = ({ type }: TillEvent): boolean => type === 'draw.opened' || type === 'draw.over';

/**
 * What pages hear of the till: buyers of their own holds, at once; everybody how much is held and sold, a few times a second
 * however many buy.
 */
export class TillNews implements Closable {
  readonly #options: TillNewsOptions;
  #timer: NodeJS.Timeout | null = null;
  #toldAtMs = -Infinity;

  constructor(options: TillNewsOptions) {
    this.#options = options;
  }

  hear(events: readonly LoggedEvent[]): void {
    const till = events.flatMap(({ event }) => (isOfTill(event) ? [event] : []));
    const news = till.filter(isNews);
    if (news.length > 0) this.#tellBuyers(news);
    if (news.length > 0 || till.some(changesStock)) this.#countSoon();
  }

  /** A page has come, or is back: it may have missed what is not in its log. */
  welcome(session: ViewerSession): void {
    if (session.buyerId !== null) this.#tellHolds(session, session.buyerId);
    const items = this.#counts();
    if (items.length > 0) session.tick('stock.counted', { items });
  }

  /** The same for somebody in the studio. */
  welcomePerson(session: PersonSession): void {
    const items = this.#counts();
    if (items.length === 0) return;
    session.tick('stock.counted', { items });
    const sales = salesFor(this.#options.show(), session.actor);
    if (sales) session.tick('sales.counted', sales);
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #tellBuyers(events: readonly NewsEvent[]): void {
    const { audience } = this.#options;
    const buyerIds = new Set(events.map((event) => this.#buyerOf(event)));
    // A list that is closed is news to all who may be on it.
    if (buyerIds.has(null)) for (const { buyerId } of audience.sessions) buyerIds.add(buyerId);
    for (const buyerId of buyerIds) {
      if (buyerId === null) continue;
      for (const session of audience.sessionsOf(buyerId)) this.#tellHolds(session, buyerId);
    }
  }

  #buyerOf(event: NewsEvent): BuyerId | null {
    if (event.type === 'hold.listClosed') return null;
    if ('buyerId' in event) return event.buyerId;
    const { ledger } = this.#options.show();
    return (ledger && holdOf(ledger, event.holdId)?.buyerId) ?? null;
  }

  #tellHolds(session: ViewerSession, buyerId: BuyerId): void {
    const { ledger } = this.#options.show();
    const holds = ledger ? holdsOfBuyer(ledger, buyerId).slice(-MAX_HOLDS_TOLD) : [];
    session.tick('holds.changed', { holds: holds.map(holdCard) });
  }

  #countSoon(): void {
    if (this.#timer) return;
    const { countEveryMs, audience } = this.#options;
    const pace = { everyMs: countEveryMs, sockets: audience.size, toldAtMs: this.#toldAtMs, nowMs: performance.now() };
    this.#timer = setTimeout(() => this.#count(), fanOutPauseMs(pace));
  }

  #count(): void {
    this.#timer = null;
    this.#toldAtMs = performance.now();
    const frame = tickFrame('stock.counted', { items: this.#counts() });
    const { audience, people } = this.#options;
    audience.relayTick('stock.counted', frame);
    people.relayTick('stock.counted', frame);
    const show = this.#options.show();
    const sales = show.ledger && salesOf(show.ledger);
    if (sales) people.relayTickTo(maySeeSales, 'sales.counted', tickFrame('sales.counted', sales));
    for (const seller of people.pagesAs('seller')) {
      const own = salesFor(show, seller.actor);
      if (own) seller.tick('sales.counted', own);
    }
  }

  /** All that were ever asked for: the newest tick replaces the ones before. */
  #counts(): StockCount[] {
    const show = this.#options.show();
    const { items, ledger } = show;
    if (!ledger) return [];
    const known = { ...show, ledger };
    return Object.values(items).flatMap((item) => {
      if (!Object.hasOwn(ledger.lines, item.id)) return [];
      const { id: itemId, held, sold, given } = item;
      return [{ itemId, held, sold, given, isAwaited: isAwaited(known, item) }];
    });
  }
}
