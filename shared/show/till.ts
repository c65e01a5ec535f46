import { assertNever } from '../invariant.ts';
import { HoldId, makeId, type BuyerId, type ItemId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { buyerOf, type Actor } from './actor.ts';
import { entryOf, holdOf, holdsOfBuyer, lineOf, verdictOf, type Ledger } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { allot, type Allotted, type Availability } from './allot.ts';
import { flashOf } from './flash.ts';
import { holdMs, openLife, surplusOf, type Hold } from './hold.ts';
import { canComeBack, isSoldOut, unitsLeft, type ShelfItem } from './item.ts';
import { itemOf } from './item-of.ts';
import { isRunning } from './life.ts';
import { isWithinLimits, saleTerms, type SaleTerms } from './sale-terms.ts';
import type { ShowState } from './state.ts';

export type TillCommand = Extract<ShowCommand, { type: `hold.${string}` | `order.${string}` }>;
type RequestCommand = Extract<TillCommand, { type: 'hold.request' }>;
/** A show whose ledger is known: the server's. */
export type ShowWithLedger = ShowState & { readonly ledger: Ledger };
type Circumstances = { readonly actor: Actor; readonly atMs: number; readonly random: Random };
type Decided = Result<readonly ShowEvent[]>;

/**
 * Holds and orders. A request is always answered by an event (granted, waiting, rejected), and the same wish for ever by none:
 * its verdict is in the ledger. `hold.intent-reused` for the same key with another wish; `hold.not-found` for somebody else's hold;
 * `hold.not-open`, `hold.contended` while others wait, `order.unknown` for money that belongs to no hold.
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
    default: {
      const buyerId = buyerOf(actor);
      if (buyerId === null) return refuse('auth.forbidden');
      if (command.type === 'hold.request') return decideRequest(state, command, { ...circumstances, buyerId });
      const hold = holdOf(state.ledger, command.holdId);
      if (hold?.buyerId !== buyerId) return refuse('hold.not-found', 'holdId');
      return decideOwn(state, { type: command.type, hold, atMs });
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
  const wanted = { holdId, buyerId, intent, itemId, quantity, name: item.name, priceMinor, currency, flashId };
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

export const availabilityOf = (state: ShowWithLedger, item: ShelfItem): Availability => ({
  left: unitsLeft(item),
  canComeBack: canComeBack(item),
  isAwaited: isAwaited(state, item),
});

/** Whether somebody waits who could have what they want. Who wants more than can ever come back is in nobody's way. */
const isAwaited = (state: ShowWithLedger, item: ShelfItem): boolean =>
  lineOf(state.ledger, item.id).waitingIds.some(
    (holdId) => (holdOf(state.ledger, holdId)?.quantity ?? Infinity) <= canComeBack(item),
  );

type OwnCommand = {
  readonly type: 'hold.extend' | 'hold.cancel' | 'hold.startCheckout';
  readonly hold: Hold;
  readonly atMs: number;
};

const decideOwn = (state: ShowWithLedger, { type, hold, atMs }: OwnCommand): Decided => {
  const { holdId, itemId, quantity } = hold;
  const open = openLife(hold);
  // What has run out is over, also in the moment before it is swept.
  const isOpen = open !== null && atMs < open.untilMs;
  switch (type) {
    case 'hold.startCheckout':
      if (!isOpen) return refuse('hold.not-open', 'holdId');
      return ok(open.state === 'checkout' ? [] : [{ type: 'hold.checkoutStarted', holdId }]);
    case 'hold.extend': {
      if (!isOpen || open.extension === 'used') return refuse('hold.not-open', 'holdId');
      const item = itemOf(state, itemId);
      if (item && isAwaited(state, item)) return refuse('hold.contended', 'holdId');
      return ok([{ type: 'hold.extended', holdId, untilMs: open.untilMs + holdMs(hold) }]);
    }
    case 'hold.cancel': {
      const cancelled: ShowEvent = { type: 'hold.cancelled', holdId };
      if (hold.life.state === 'waiting')
        return ok([cancelled, ...offering(state, itemId, { atMs, withoutId: holdId })]);
      if (open) return ok([cancelled, ...offering(withCounts(state, itemId, { held: -quantity }), itemId, { atMs })]);
      return hold.life.state === 'cancelled' ? ok([]) : refuse('hold.not-open', 'holdId');
    }
    default:
      return assertNever(type);
  }
};

/** The holds that have run out, and who is next because of it. */
const expiring = (state: ShowWithLedger, atMs: number): readonly ShowEvent[] =>
  state.itemIds.flatMap((itemId) => {
    const over = lineOf(state.ledger, itemId)
      .openIds.flatMap((holdId) => holdOf(state.ledger, holdId) ?? [])
      .filter((hold) => (openLife(hold)?.untilMs ?? Infinity) <= atMs);
    if (over.length === 0) return [];
    const expired = over.map(({ holdId }): ShowEvent => ({ type: 'hold.expired', holdId }));
    const freed = over.reduce((sum, { quantity }) => sum + quantity, 0);
    return [...expired, ...offering(withCounts(state, itemId, { held: -freed }), itemId, { atMs })];
  });

type Offering = {
  readonly atMs: number;
  /** Somebody who waits no more by the events before these. */
  readonly withoutId?: HoldId;
};

/** The show after events that change how much of a product is held, sold and given by this much. */
export const withCounts = (
  state: ShowWithLedger,
  itemId: ItemId,
  by: { held?: number; sold?: number; given?: number },
): ShowWithLedger => {
  const item = itemOf(state, itemId);
  if (!item) return state;
  const { held = 0, sold = 0, given = 0 } = by;
  const counted = { ...item, held: item.held + held, sold: item.sold + sold, given: item.given + given };
  return { ...state, items: { ...state.items, [itemId]: counted } };
};

/** Those who wait are offered what is left, in order; who wants more than can ever come back is passed over. */
export const offering = (
  state: ShowWithLedger,
  itemId: ItemId,
  { atMs, withoutId }: Offering,
): readonly ShowEvent[] => {
  const item = itemOf(state, itemId);
  if (!item || !isRunning(state.life)) return [];
  let left = unitsLeft(item);
  const offered: ShowEvent[] = [];
  for (const holdId of lineOf(state.ledger, itemId).waitingIds) {
    const hold = holdId === withoutId ? null : holdOf(state.ledger, holdId);
    if (!hold) continue;
    if (hold.quantity > canComeBack(item)) continue;
    if (hold.quantity > left) break;
    left -= hold.quantity;
    offered.push({ type: 'hold.offered', holdId, untilMs: atMs + holdMs(hold) });
  }
  return offered;
};

type PayCommand = Extract<TillCommand, { type: 'order.pay' }>;
type RefundCommand = Extract<TillCommand, { type: 'order.refund' }>;

/** However often, in whatever order and however late a provider says it: money changes state once. */
const decidePayment = (state: ShowWithLedger, { holdId, paymentId }: PayCommand, atMs: number): Decided => {
  const hold = holdOf(state.ledger, holdId);
  if (!hold) return refuse('order.unknown', 'holdId');
  const { life, itemId, quantity } = hold;
  switch (life.state) {
    case 'held':
    case 'checkout':
      // With less to come back, whoever wants more than that is in nobody's way any more.
      return ok([
        { type: 'order.paid', holdId, paymentId, timing: 'in-time' },
        ...afterSelling(withCounts(state, itemId, { held: -quantity, sold: quantity }), itemId, atMs),
      ]);
    case 'paid':
    case 'refund-due':
    case 'refunded': {
      const isKnown = life.paymentId === paymentId || surplusOf(hold, paymentId) !== null;
      return ok(isKnown ? [] : [{ type: 'order.surplusPaid', holdId, paymentId }]);
    }
    case 'won':
      // A winner owes nothing, so no provider was asked to take it.
      return ok(surplusOf(hold, paymentId) ? [] : [{ type: 'order.surplusPaid', holdId, paymentId }]);
    case 'waiting':
    case 'expired':
    case 'cancelled': {
      const item = itemOf(state, itemId);
      const isLeft = item !== null && !isAwaited(state, item) && quantity <= unitsLeft(item);
      // Nobody waits for what is left, so nobody is to be offered anything.
      if (life.state !== 'waiting' && isLeft) {
        const sold = withCounts(state, itemId, { sold: quantity });
        return ok([{ type: 'order.paid', holdId, paymentId, timing: 'late' }, ...afterSelling(sold, itemId, atMs)]);
      }
      return ok([
        { type: 'order.refundDue', holdId, paymentId },
        ...(life.state === 'waiting' ? offering(state, itemId, { atMs, withoutId: holdId }) : []),
      ]);
    }
    default:
      return assertNever(life);
  }
};

/** Others may be offered what is left; and a flash sale of what is gone to the last unit is over. */
export const afterSelling = (state: ShowWithLedger, itemId: ItemId, atMs: number): readonly ShowEvent[] => {
  const item = itemOf(state, itemId);
  const flash = flashOf(state, itemId);
  const isOver = item !== null && isSoldOut(item) && flash?.life.phase === 'open' && flash.life.draw === 'drawn';
  const ended: readonly ShowEvent[] = isOver ? [{ type: 'flash.ended', flashId: flash.id, reason: 'sold-out' }] : [];
  return [...offering(state, itemId, { atMs }), ...ended];
};

const decideRefund = (state: ShowWithLedger, { holdId, paymentId }: RefundCommand, atMs: number): Decided => {
  const hold = holdOf(state.ledger, holdId);
  if (!hold) return refuse('order.unknown', 'holdId');
  const surplus = surplusOf(hold, paymentId);
  if (surplus) return ok(surplus.state === 'refunded' ? [] : [{ type: 'order.surplusRefunded', holdId, paymentId }]);
  if (!('paymentId' in hold.life) || hold.life.paymentId !== paymentId) return refuse('order.unknown', 'paymentId');
  if (hold.life.state === 'refunded') return ok([]);
  const refunded: ShowEvent = { type: 'order.refunded', holdId, paymentId };
  if (hold.life.state !== 'paid') return ok([refunded]);
  const { itemId, quantity } = hold;
  return ok([refunded, ...offering(withCounts(state, itemId, { sold: -quantity }), itemId, { atMs })]);
};
