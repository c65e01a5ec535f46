import type { OrderCard } from '../../../shared/protocol/orders.ts';
import { isPaidAtShop, totalOf, type Money } from '../../../shared/show/hold.ts';

/** Something that the staff may do to an order, after they were asked whether they mean it. */
export type OrderAction =
  | { readonly kind: 'withdraw'; readonly order: OrderCard }
  | { readonly kind: 'settle'; readonly order: OrderCard }
  | {
      readonly kind: 'refund';
      readonly order: OrderCard;
      readonly paymentId: string;
      readonly money: Money;
      /** Whether it goes back for units that were sold, and whether a provider of ours has it. */
      readonly isSurplus: boolean;
      readonly isAtProvider: boolean;
    };

/** The message that says what became of an order. */
export const orderState = ({ life }: Pick<OrderCard, 'life'>) => {
  switch (life.state) {
    case 'paid':
      return life.timing === 'late' ? 'paidLate' : 'state.paid';
    case 'cancelled':
      return ({ buyer: 'state.cancelled', staff: 'withdrawn', end: 'dismissed' } as const)[life.by];
    default:
      return `state.${life.state}` as const;
  }
};

/** What can be done to an order by those who have the show in hand; money is for those who `mayHandleMoney`. */
export const orderActions = (order: OrderCard, mayHandleMoney: boolean): readonly OrderAction[] => {
  const { life, payKind } = order;
  const isOpen = life.state === 'held' || life.state === 'checkout' || life.state === 'waiting';
  const isUnsold = isOpen || life.state === 'expired' || life.state === 'cancelled';
  const settle = mayHandleMoney && isPaidAtShop(payKind) && isUnsold && life.state !== 'waiting';
  return [
    ...(settle ? [{ kind: 'settle', order } as const] : []),
    ...(isOpen ? [{ kind: 'withdraw', order } as const] : []),
    ...(mayHandleMoney ? refunds(order) : []),
  ];
};

const refunds = (order: OrderCard): readonly OrderAction[] => {
  const { life, surplus, payKind } = order;
  const isAtProvider = payKind !== null && !isPaidAtShop(payKind);
  const own: readonly OrderAction[] =
    life.state === 'paid' || life.state === 'refund-due'
      ? [{ kind: 'refund', order, paymentId: life.paymentId, money: totalOf(order), isSurplus: false, isAtProvider }]
      : [];
  const others = surplus
    .filter(({ state }) => state === 'due')
    .map(({ paymentId, paid }): OrderAction => {
      return { kind: 'refund', order, paymentId, money: paid ?? totalOf(order), isSurplus: true, isAtProvider };
    });
  return [...own, ...others];
};
