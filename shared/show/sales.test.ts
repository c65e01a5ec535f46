import * as v from 'valibot';
import { expect, it } from 'vitest';
import { valuesOf } from '../buckets.ts';
import { Currency } from '../money.ts';
import { SYSTEM } from './actor.ts';
import { HOLD_MS } from './hold.ts';
import { newestOf, salesOf } from './sales.ts';
import { someFacts } from './show-fixture.ts';
import { buyer, ScriptedTill } from './till-fixture.ts';

it('counts what was set aside, gone to pay for, paid and given back, and nothing of who only waited', () => {
  const till = new ScriptedTill({ stock: 3, priceMinor: 1_000 });
  const want = (name: string, quantity = 1) => till.want(name, { quantity, priceMinor: 1_000 });
  expect([want('ann'), want('bo', 2), want('cy')]).toEqual(['held', 'held', 'waiting']);
  till.as('ann', 'hold.startCheckout');
  till.pay(till.newest('ann').holdId, 'a');
  till.as('bo', 'hold.startCheckout');
  till.as('cy', 'hold.cancel');
  const CNY = v.parse(Currency, 'CNY');
  expect(salesOf(till.ledger)).toEqual({
    gmv: [{ currency: CNY, intendedMinor: 3_000, initiatedMinor: 3_000, confirmedMinor: 1_000, refundedMinor: 0 }],
    reserved: 1,
    waiting: 0,
    orders: 1,
    won: 0,
    refundsDue: 0,
  });
  till.show.must({ type: 'order.refund', holdId: till.newest('ann').holdId, paymentId: 'a' }, SYSTEM);
  till.wait(HOLD_MS);
  expect(salesOf(till.ledger)).toMatchObject({
    gmv: [{ initiatedMinor: 3_000, confirmedMinor: 1_000, refundedMinor: 1_000 }],
    reserved: 0,
    orders: 0,
  });
});

it('tells what is due back, and calls no money a sale that came for nothing', () => {
  const till = new ScriptedTill({ stock: 1 });
  till.want('ann');
  till.wait(HOLD_MS);
  till.want('bo');
  till.pay(till.newest('ann').holdId, 'late');
  till.pay(till.newest('bo').holdId, 'first');
  till.pay(till.newest('bo').holdId, 'second');
  expect(salesOf(till.ledger)).toMatchObject({ orders: 1, refundsDue: 2, gmv: [{ confirmedMinor: 3_990 }] });
  till.show.must({ type: 'order.refund', holdId: till.newest('ann').holdId, paymentId: 'late' }, SYSTEM);
  expect(salesOf(till.ledger)).toMatchObject({ refundsDue: 1, gmv: [{ confirmedMinor: 3_990, refundedMinor: 0 }] });
});

it('never adds currencies up, and lists the newest first', () => {
  const till = new ScriptedTill();
  const USD = v.parse(Currency, 'USD');
  const other = till.show.addItem({ currency: USD, priceMinor: 500 });
  till.want('ann');
  till.show.atMs += 1;
  const seen = { priceMinor: 500, currency: USD };
  till.show.must({ type: 'hold.request', intent: 'intent-usd', itemId: other, quantity: 1, seen }, buyer('bo'));
  expect(salesOf(till.ledger).gmv.map(({ currency, intendedMinor }) => [currency, intendedMinor])).toEqual([
    [someFacts().currency, 3_990],
    [USD, 500],
  ]);
  expect(newestOf(valuesOf(till.ledger.holds), 1).map(({ itemId }) => itemId)).toEqual([other]);
});
