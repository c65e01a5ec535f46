import * as v from 'valibot';
import { expect, it } from 'vitest';
import { Currency } from '../../../shared/money.ts';
import type { OrderCard } from '../../../shared/protocol/orders.ts';
import { aHold } from '../../state/testing/a-hold.ts';
import { orderActions, orderState } from './order-actions.ts';

const anOrder = (over: Partial<OrderCard> = {}): OrderCard => ({
  ...aHold(),
  buyer: 'ABCDE',
  winner: null,
  payKind: null,
  surplus: [],
  ...over,
});
const paid: OrderCard['life'] = { state: 'paid', paymentId: 'p1', atMs: 1, timing: 'in-time' };
const kindsOf = (order: OrderCard, mayHandleMoney = true) =>
  orderActions(order, mayHandleMoney).map(({ kind }) => kind);

it.each([
  ['reserved', anOrder(), ['withdraw']],
  ['in line', anOrder({ life: { state: 'waiting' } }), ['withdraw']],
  ['paid', anOrder({ life: paid, payKind: 'stripe' }), ['refund']],
  ['given back', anOrder({ life: { state: 'refunded', paymentId: 'p1', atMs: 1, wasOrder: true } }), []],
  ['over', anOrder({ life: { state: 'expired', atMs: 1 }, payKind: 'stripe' }), []],
  ['reserved for a shop', anOrder({ payKind: 'link' }), ['settle', 'withdraw']],
  ['over, for a shop', anOrder({ life: { state: 'expired', atMs: 1 }, payKind: 'shopify' }), ['settle']],
])('what is %s can be changed so', (_what, order, kinds) => {
  expect(kindsOf(order)).toEqual(kinds);
});

it.each([
  [anOrder(), 'state.held'],
  [anOrder({ life: paid }), 'state.paid'],
  [anOrder({ life: { ...paid, timing: 'late' } }), 'paidLate'],
  [anOrder({ life: { state: 'cancelled', atMs: 1, by: 'buyer' } }), 'state.cancelled'],
  [anOrder({ life: { state: 'cancelled', atMs: 1, by: 'staff' } }), 'withdrawn'],
  [anOrder({ life: { state: 'cancelled', atMs: 1, by: 'end' } }), 'dismissed'],
])('who let go is said', (order, says) => {
  expect(orderState(order)).toBe(says);
});

it('money is moved by those who may', () => {
  expect(kindsOf(anOrder({ life: paid }), false)).toEqual([]);
  expect(kindsOf(anOrder({ payKind: 'link' }), false)).toEqual(['withdraw']);
});

it('each payment goes back by itself, as much as it was, where the money is', () => {
  const odd = { amountMinor: 100, currency: v.parse(Currency, 'EUR') };
  const surplus: OrderCard['surplus'] = [
    { paymentId: 'p2', state: 'due', paid: odd },
    { paymentId: 'p3', state: 'refunded', paid: odd },
  ];
  expect(orderActions(anOrder({ life: paid, payKind: 'stripe', surplus }), true)).toMatchObject([
    { paymentId: 'p1', money: { amountMinor: aHold().priceMinor }, isSurplus: false, isAtProvider: true },
    { paymentId: 'p2', money: odd, isSurplus: true, isAtProvider: true },
  ]);
  expect(orderActions(anOrder({ life: paid, payKind: 'link' }), true)).toMatchObject([{ isAtProvider: false }]);
});
