import { assertNever } from '../invariant.ts';
import type { HoldId, ItemId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { flashOf } from './flash.ts';
import { isPaidAtShop, surplusOf, totalOf, type Hold } from './hold.ts';
import { isSoldOut, unitsLeft } from './item.ts';
import { itemOf } from './item-of.ts';
import { holdOf } from './ledger.ts';
import { withCounts, isAwaited, offering, type ShowWithLedger } from './offering.ts';

type Decided = Result<readonly ShowEvent[]>;
type PayCommand = Extract<ShowCommand, { type: 'order.pay' }>;
type RefundCommand = Extract<ShowCommand, { type: 'order.refund' }>;

/**
 * However often, in whatever order and however late a provider says it: money changes state once. Money that is not what the
 * order costs pays nothing, and is due back.
 */
export const decidePayment = (
  state: ShowWithLedger,
  { holdId, paymentId, paid }: PayCommand,
  atMs: number,
): Decided => {
  const hold = holdOf(state.ledger, holdId);
  if (!hold) return refuse('order.unknown', 'holdId');
  const isKnown =
    ('paymentId' in hold.life && hold.life.paymentId === paymentId) || surplusOf(hold, paymentId) !== null;
  if (isKnown) return ok([]);
  const { amountMinor, currency } = totalOf(hold);
  const isRight = paid.amountMinor === amountMinor && paid.currency === currency;
  if (!isRight) return ok([{ type: 'order.surplusPaid', holdId, paymentId, paid }]);
  return ok(takingMoney(state, hold, { paymentId, atMs }));
};

type Payment = { readonly paymentId: string; readonly atMs: number };

/** What a payment of the right amount, which was not heard of before, comes to. */
const takingMoney = (state: ShowWithLedger, hold: Hold, { paymentId, atMs }: Payment): readonly ShowEvent[] => {
  const { life, holdId, itemId, quantity } = hold;
  switch (life.state) {
    case 'held':
    case 'checkout':
      // With less to come back, whoever wants more than that is in nobody's way any more.
      return [
        { type: 'order.paid', holdId, paymentId, timing: 'in-time' },
        ...afterSelling(withCounts(state, itemId, { held: -quantity, sold: quantity }), itemId, atMs),
      ];
    case 'paid':
    case 'refund-due':
    case 'refunded':
    case 'won':
      // A winner owes nothing, so no provider was asked to take it.
      return [{ type: 'order.surplusPaid', holdId, paymentId, paid: totalOf(hold) }];
    case 'waiting':
    case 'expired':
    case 'cancelled': {
      const item = itemOf(state, itemId);
      const isLeft = item !== null && !isAwaited(state, item) && quantity <= unitsLeft(item);
      // Nobody waits for what is left, so nobody is to be offered anything.
      if (life.state !== 'waiting' && isLeft) {
        const sold = withCounts(state, itemId, { sold: quantity });
        return [{ type: 'order.paid', holdId, paymentId, timing: 'late' }, ...afterSelling(sold, itemId, atMs)];
      }
      return [
        { type: 'order.refundDue', holdId, paymentId },
        ...(life.state === 'waiting' ? offering(state, itemId, { atMs, withoutId: holdId }) : []),
      ];
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

/** What a shop that tells us nothing sold, as its staff know; once, like a payment. */
export const decideSettlement = (
  state: ShowWithLedger,
  { holdId }: { readonly holdId: HoldId },
  atMs: number,
): Decided => {
  const hold = holdOf(state.ledger, holdId);
  if (!hold) return refuse('order.unknown', 'holdId');
  if (!isPaidAtShop(hold.payKind)) return refuse('order.not-at-shop', 'holdId');
  return decidePayment(state, { type: 'order.pay', holdId, paymentId: `shop_${holdId}`, paid: totalOf(hold) }, atMs);
};

export const decideRefund = (state: ShowWithLedger, { holdId, paymentId }: RefundCommand, atMs: number): Decided => {
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
