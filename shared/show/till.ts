import { inChunks } from '../chunks.ts';
import { assertNever } from '../invariant.ts';
import { HoldId, makeId, type BuyerId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { buyerOf, type Actor } from './actor.ts';
import { entryOf, holdOf, holdsOfBuyer, lineOf, verdictOf } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { allot, type Allotted } from './allot.ts';
import { flashOf } from './flash.ts';
import { holdMs, openLife, type Hold } from './hold.ts';
import type { ShelfItem } from './item.ts';
import { itemOf } from './item-of.ts';
import { isRunning } from './life.ts';
import { availabilityOf, withCounts, isAwaited, offering, type ShowWithLedger } from './offering.ts';
import { decidePayment, decideRefund, decideSettlement } from './payment.ts';
import { isWithinLimits, saleTerms, type SaleTerms } from './sale-terms.ts';

export type TillCommand = Extract<ShowCommand, { type: `hold.${string}` | `order.${string}` }>;
type RequestCommand = Extract<TillCommand, { type: 'hold.request' }>;
type Circumstances = { readonly actor: Actor; readonly atMs: number; readonly random: Random };
type Decided = Result<readonly ShowEvent[]>;

/**
 * Holds and orders. A request is always answered by an event (granted, waiting, rejected), and the same wish for ever by none:
 * its verdict is in the ledger. `hold.intent-reused` for the same key with another wish; `hold.not-found` for somebody else's hold;
 * `hold.not-open`, `hold.contended` while others wait, `order.unknown` for money that belongs to no hold, `order.not-at-shop` where
 * the provider itself says what is paid.
 */
export const decideTill = (state: ShowWithLedger, command: TillCommand, circumstances: Circumstances): Decided => {
  const { actor, atMs } = circumstances;
  switch (command.type) {
    case 'hold.expire':
      return ok(expiring(state, atMs));
    case 'order.pay':
      return decidePayment(state, command, atMs);
    case 'order.refund':
      return decideRefund(state, command, atMs);
    case 'order.settle':
      return decideSettlement(state, command, atMs);
    case 'hold.nameCheckout':
      return decideName(state, command);
    case 'hold.withdraw': {
      const hold = holdOf(state.ledger, command.holdId);
      return hold ? decideLettingGo(state, hold, { atMs, by: 'staff' }) : refuse('hold.not-found', 'holdId');
    }
    default: {
      const buyerId = buyerOf(actor);
      if (buyerId === null) return refuse('auth.forbidden');
      if (command.type === 'hold.request') return decideRequest(state, command, { ...circumstances, buyerId });
      const hold = holdOf(state.ledger, command.holdId);
      if (hold?.buyerId !== buyerId) return refuse('hold.not-found', 'holdId');
      return decideOwn(state, { command, hold, atMs });
    }
  }
};

const decideRequest = (
  state: ShowWithLedger,
  command: RequestCommand,
  { buyerId, atMs, random }: Circumstances & { readonly buyerId: BuyerId },
): Decided => {
  const { intent, itemId, quantity } = command;
  const known = verdictOf(state.ledger, buyerId, intent);
  const entered = entryOf(state.ledger, buyerId);
  const earlier = known ?? (entered?.intent === intent ? entered : null);
  if (earlier) {
    return earlier.itemId === itemId && earlier.quantity === quantity ? ok([]) : refuse('hold.intent-reused', 'intent');
  }
  const item = itemOf(state, itemId);
  if (item?.visibility !== 'listed') return refuse('shelf.item-not-found', 'itemId');
  const terms = saleTerms(state, item);
  const answer = judge(state, item, { ...command, buyerId, terms });
  if (terms === null || answer.kind === 'rejected') {
    const reason = answer.kind === 'rejected' ? answer.reason : 'not-open-yet';
    return ok([{ type: 'hold.rejected', buyerId, intent, itemId, quantity, reason }]);
  }
  const { priceMinor, currency, flashId } = terms;
  const flash = flashOf(state, itemId);
  if (flash?.life.phase === 'open' && flash.life.draw === 'gathering') {
    return ok([{ type: 'draw.entered', flashId: flash.id, buyerId, intent, itemId, quantity }]);
  }
  const holdId = makeId(HoldId, random);
  const { name, seller } = item;
  const wanted = { holdId, buyerId, intent, itemId, quantity, name, priceMinor, currency, flashId, seller };
  if (answer.kind === 'waiting') return ok([{ type: 'hold.waitlisted', ...wanted }]);
  return ok([{ type: 'hold.granted', ...wanted, untilMs: atMs + holdMs(wanted) }]);
};

type Wish = RequestCommand & { readonly buyerId: BuyerId; readonly terms: SaleTerms | null };

const judge = (state: ShowWithLedger, item: ShelfItem, { buyerId, quantity, seen, terms }: Wish): Allotted => {
  if (!isRunning(state.life)) return { kind: 'rejected', reason: 'closed' };
  if (terms === null) return { kind: 'rejected', reason: 'not-open-yet' };
  // A price that fell meanwhile is granted, one that rose is not.
  if (seen.currency !== terms.currency || seen.priceMinor < terms.priceMinor) {
    return { kind: 'rejected', reason: 'price-changed' };
  }
  const holds = holdsOfBuyer(state.ledger, buyerId);
  const isInLine = holds.some((hold) => hold.itemId === item.id && hold.life.state === 'waiting');
  if (isInLine || entryOf(state.ledger, buyerId)?.itemId === item.id) {
    return { kind: 'rejected', reason: 'waiting-already' };
  }
  if (!isWithinLimits(terms, holds, { itemId: item.id, quantity })) return { kind: 'rejected', reason: 'limit' };
  return allot(availabilityOf(state, item), quantity);
};

type OwnCommand = {
  readonly command: Extract<TillCommand, { type: 'hold.extend' | 'hold.cancel' | 'hold.startCheckout' }>;
  readonly hold: Hold;
  readonly atMs: number;
};

const decideOwn = (state: ShowWithLedger, { command, hold, atMs }: OwnCommand): Decided => {
  const { holdId, itemId } = hold;
  const open = openLife(hold);
  // What has run out is over, also in the moment before it is swept.
  const isOpen = open !== null && atMs < open.untilMs;
  switch (command.type) {
    case 'hold.startCheckout':
      if (!isOpen) return refuse('hold.not-open', 'holdId');
      return ok(open.state === 'checkout' ? [] : [{ type: 'hold.checkoutStarted', holdId, payKind: command.payKind }]);
    case 'hold.extend': {
      if (!isOpen || open.extension === 'used') return refuse('hold.not-open', 'holdId');
      const item = itemOf(state, itemId);
      if (item && isAwaited(state, item)) return refuse('hold.contended', 'holdId');
      return ok([{ type: 'hold.extended', holdId, untilMs: open.untilMs + holdMs(hold) }]);
    }
    case 'hold.cancel':
      return decideLettingGo(state, hold, { atMs, by: 'buyer' });
    default:
      return assertNever(command);
  }
};

type LettingGo = { readonly atMs: number; readonly by: 'buyer' | 'staff' };

/** Its units go to who is next. */
const decideLettingGo = (state: ShowWithLedger, hold: Hold, { atMs, by }: LettingGo): Decided => {
  const { holdId, itemId, quantity } = hold;
  const cancelled: ShowEvent = { type: 'hold.cancelled', holdId, by };
  if (hold.life.state === 'waiting') return ok([cancelled, ...offering(state, itemId, { atMs, withoutId: holdId })]);
  if (openLife(hold)) {
    return ok([cancelled, ...offering(withCounts(state, itemId, { held: -quantity }), itemId, { atMs })]);
  }
  return hold.life.state === 'cancelled' ? ok([]) : refuse('hold.not-open', 'holdId');
};

type NameCommand = Extract<TillCommand, { type: 'hold.nameCheckout' }>;

/** The name is kept whatever became of the hold meanwhile: a checkout that nobody may pay any more must be closed by it. */
const decideName = (state: ShowWithLedger, { holdId, sessionName }: NameCommand): Decided => {
  const hold = holdOf(state.ledger, holdId);
  if (!hold) return refuse('hold.not-found', 'holdId');
  return ok(hold.sessionName === sessionName ? [] : [{ type: 'hold.checkoutNamed', holdId, sessionName }]);
};

/** The holds that have run out, and who is next because of it. */
const expiring = (state: ShowWithLedger, atMs: number): readonly ShowEvent[] =>
  state.itemIds.flatMap((itemId) => {
    const over = [...inChunks(lineOf(state.ledger, itemId).openIds)]
      .flatMap((holdId) => holdOf(state.ledger, holdId) ?? [])
      .filter((hold) => (openLife(hold)?.untilMs ?? Infinity) <= atMs);
    if (over.length === 0) return [];
    const expired = over.map(({ holdId }): ShowEvent => ({ type: 'hold.expired', holdId }));
    const freed = over.reduce((sum, { quantity }) => sum + quantity, 0);
    return [...expired, ...offering(withCounts(state, itemId, { held: -freed }), itemId, { atMs })];
  });
