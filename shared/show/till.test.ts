import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { HoldId } from '../ids.ts';
import { Currency } from '../money.ts';
import { HOLD_MS } from './hold.ts';
import { SYSTEM } from './actor.ts';
import { nextDeadlineMs } from './ledger.ts';
import { salesOf } from './sales.ts';
import { someFacts } from './show-fixture.ts';
import { buyer, ScriptedTill } from './till-fixture.ts';

const refusal = (code: string, field?: string) => ({ ok: false, error: { code, ...(field && { field }) } });
const nothing = { ok: true, value: [] };

describe('somebody who wants to buy', () => {
  it('has the units set aside until a deadline of the server', () => {
    const till = new ScriptedTill({ stock: 3 });
    expect(till.request('ann', { quantity: 2 })).toMatchObject({
      ok: true,
      value: [{ type: 'hold.granted', quantity: 2, priceMinor: 3_990, untilMs: till.show.atMs + HOLD_MS }],
    });
    expect(till.counts).toEqual([2, 0]);
    expect(nextDeadlineMs(till.ledger)).toBe(till.show.atMs + HOLD_MS);
  });

  it('waits while units are only held, and is told when all are sold', () => {
    const till = new ScriptedTill({ stock: 1 });
    expect([till.want('ann'), till.want('bo')]).toEqual(['held', 'waiting']);
    till.pay(till.newest('ann').holdId);
    expect([till.want('cy'), till.newest('bo').life.state]).toEqual(['sold-out', 'waiting']);
  });

  it('is told when fewer are left than they want, and gets the fewer', () => {
    const till = new ScriptedTill({ stock: 3 });
    till.want('ann');
    expect([till.want('bo', { quantity: 3 }), till.want('bo', { quantity: 2 })]).toEqual(['not-enough', 'held']);
    // More than can ever come back.
    expect(till.want('cy', { quantity: 4 })).toBe('not-enough');
  });

  it('does not wait behind somebody who wants more than can ever come back', () => {
    const till = new ScriptedTill({ stock: 2 });
    till.want('ann');
    till.want('bo');
    expect([till.want('cy', { quantity: 2 }), till.want('di')]).toEqual(['waiting', 'waiting']);
    till.pay(till.newest('ann').holdId);
    till.as('bo', 'hold.cancel');
    expect([till.newest('cy').life.state, till.newest('di').life.state]).toEqual(['waiting', 'held']);
    till.as('di', 'hold.cancel');
    expect(till.want('ed')).toBe('held');
  });

  it('gets as many as they like where the host does not count', () => {
    const till = new ScriptedTill({ stock: null });
    expect([till.want('ann', { quantity: 20 }), till.want('bo', { quantity: 20 })]).toEqual(['held', 'held']);
  });

  it('gets one verdict for one wish, and cannot make another of it', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.request('ann', { intent: 'tap-00001' });
    till.request('bo', { intent: 'tap-00001' });
    expect(till.request('ann', { intent: 'tap-00001' })).toEqual(nothing);
    expect(till.counts).toEqual([1, 0]);
    expect(till.request('ann', { intent: 'tap-00001', quantity: 2 })).toEqual(refusal('hold.intent-reused', 'intent'));
    // Also when it was a rejection, and there would be something by now.
    till.pay(till.newest('ann').holdId);
    expect(till.request('cy', { intent: 'tap-00002' })).toMatchObject({ value: [{ reason: 'sold-out' }] });
    till.show.must({ type: 'shelf.change', itemId: till.itemId, facts: someFacts({ stock: 9 }) });
    expect(till.request('cy', { intent: 'tap-00002' })).toEqual(nothing);
  });

  it('has no more than one buyer may have, in whatever many wishes, until something of it is let go', () => {
    const till = new ScriptedTill({ stock: 9, limitPerBuyer: 2 });
    expect([till.want('ann', { quantity: 3 }), till.want('ann'), till.want('ann'), till.want('ann')]).toEqual([
      'limit',
      'held',
      'held',
      'limit',
    ]);
    till.as('ann', 'hold.cancel');
    expect([till.want('ann'), till.want('bo')]).toEqual(['held', 'held']);
  });

  it('pays a price that fell since they saw it, and is asked again for one that rose', () => {
    const till = new ScriptedTill({ priceMinor: 3_990 });
    expect(till.want('ann', { priceMinor: 3_989 })).toBe('price-changed');
    expect(till.want('ann', { priceMinor: 4_500 })).toBe('held');
    expect(till.newest('ann').priceMinor).toBe(3_990);
  });

  it('gets nothing while the show does not run', () => {
    const till = new ScriptedTill();
    till.show.must({ type: 'show.interrupt' }, SYSTEM);
    expect(till.want('ann')).toBe('held');
    till.show.must({ type: 'show.end' });
    expect(till.want('bo')).toBe('closed');
  });

  it('must be known by the server, and has nothing to do with the holds of others', () => {
    const till = new ScriptedTill();
    till.want('ann');
    const { holdId } = till.newest('ann');
    expect(till.show.ask({ type: 'hold.cancel', holdId }, buyer('bo'))).toEqual(refusal('hold.not-found', 'holdId'));
    expect(till.show.ask({ type: 'hold.cancel', holdId }, { role: 'viewer' })).toEqual(refusal('auth.forbidden'));
    expect(till.show.ask({ type: 'hold.cancel', holdId })).toEqual(refusal('auth.forbidden'));
  });
});

describe('a hold', () => {
  it('runs out at its deadline, and goes to who waits, in order', () => {
    const till = new ScriptedTill({ stock: 2 });
    till.want('ann', { quantity: 2 });
    expect([till.want('bo'), till.want('cy', { quantity: 2 }), till.want('di')]).toEqual([
      'waiting',
      'waiting',
      'waiting',
    ]);
    expect(till.wait(HOLD_MS - 1)).toEqual([]);
    expect(till.wait(1)).toMatchObject([
      { type: 'hold.expired', holdId: till.newest('ann').holdId },
      { type: 'hold.offered', holdId: till.newest('bo').holdId, untilMs: till.show.atMs + HOLD_MS },
    ]);
    // Di waits, too, though one unit is left: Cy is before them and wants two.
    expect([till.newest('cy').life.state, till.newest('di').life.state]).toEqual(['waiting', 'waiting']);
    till.as('cy', 'hold.cancel');
    expect(till.newest('di').life.state).toBe('held');
    expect(till.counts).toEqual([2, 0]);
  });

  it('is extended once, and not while others wait', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.want('ann');
    const untilMs = till.show.atMs + 2 * HOLD_MS;
    expect(till.as('ann', 'hold.extend')).toMatchObject({ value: [{ type: 'hold.extended', untilMs }] });
    expect(till.as('ann', 'hold.extend')).toEqual(refusal('hold.not-open', 'holdId'));
    const other = new ScriptedTill({ stock: 1 });
    expect([other.want('ann'), other.want('bo')]).toEqual(['held', 'waiting']);
    expect(other.as('ann', 'hold.extend')).toEqual(refusal('hold.contended', 'holdId'));
  });

  it('is over at its deadline, also in the moment before it is swept', () => {
    const till = new ScriptedTill();
    till.want('ann');
    till.show.atMs += HOLD_MS;
    expect(till.as('ann', 'hold.startCheckout')).toEqual(refusal('hold.not-open', 'holdId'));
  });

  it('is let go once, and its units are there again', () => {
    const till = new ScriptedTill();
    till.want('ann');
    till.as('ann', 'hold.startCheckout');
    expect(till.as('ann', 'hold.cancel')).toMatchObject({ value: [{ type: 'hold.cancelled' }] });
    expect(till.as('ann', 'hold.cancel')).toEqual(nothing);
    expect(till.counts).toEqual([0, 0]);
  });

  it('ends with the show for those who wait, and goes on for those who pay', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.want('ann');
    till.want('bo');
    till.show.must({ type: 'show.end' });
    expect([till.newest('ann').life.state, till.newest('bo').life.state]).toEqual(['held', 'cancelled']);
    expect(till.pay(till.newest('ann').holdId)).toMatchObject({ value: [{ timing: 'in-time' }] });
  });

  it('keeps its product on the shelf, and its units in the stock', () => {
    const till = new ScriptedTill({ stock: 2 });
    till.want('ann', { quantity: 2 });
    till.want('bo');
    const { itemId } = till;
    expect(till.show.ask({ type: 'shelf.remove', itemId })).toEqual(refusal('shelf.item-held', 'itemId'));
    expect(till.show.ask({ type: 'shelf.change', itemId, facts: someFacts({ stock: 1 }) })).toEqual(
      refusal('shelf.stock-promised', 'facts.stock'),
    );
    till.show.must({ type: 'shelf.change', itemId, facts: someFacts({ stock: 3 }) });
    expect(till.newest('bo').life.state).toBe('held');
  });
});

describe('money', () => {
  it('makes an order once, however often it is told of', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.want('ann');
    const { holdId } = till.newest('ann');
    expect(till.pay(holdId)).toMatchObject({ value: [{ type: 'order.paid', timing: 'in-time' }] });
    expect([till.pay(holdId), till.pay(holdId)]).toEqual([nothing, nothing]);
    expect(till.counts).toEqual([0, 1]);
    expect(till.wait(HOLD_MS)).toEqual([]);
  });

  it('is due back when it comes twice', () => {
    const till = new ScriptedTill();
    till.want('ann');
    const { holdId } = till.newest('ann');
    till.pay(holdId, 'first');
    expect(till.pay(holdId, 'second')).toMatchObject({ value: [{ type: 'order.surplusPaid', paymentId: 'second' }] });
    expect(till.pay(holdId, 'second')).toEqual(nothing);
    const refund = { type: 'order.refund', holdId, paymentId: 'second' } as const;
    expect(till.show.must(refund, SYSTEM)).toHaveLength(1);
    expect(till.show.must(refund, SYSTEM)).toEqual([]);
    expect([till.pay(holdId, 'second'), salesOf(till.ledger).refundsDue]).toEqual([nothing, 0]);
    expect(till.counts).toEqual([0, 1]);
    expect(till.hold(holdId)).toMatchObject({
      life: { paymentId: 'first' },
      surplus: [{ paymentId: 'second', state: 'refunded' }],
    });
  });

  it('that comes late still buys what is left, and is due back when nothing is', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.want('ann');
    till.wait(HOLD_MS);
    const { holdId } = till.newest('ann');
    expect(till.pay(holdId)).toMatchObject({ value: [{ type: 'order.paid', timing: 'late' }] });
    const other = new ScriptedTill({ stock: 1 });
    other.want('ann');
    other.wait(HOLD_MS);
    other.want('bo');
    const late = other.newest('ann').holdId;
    expect(other.pay(late)).toMatchObject({ value: [{ type: 'order.refundDue' }] });
    expect(other.pay(late)).toEqual(nothing);
    expect(other.counts).toEqual([1, 0]);
  });

  it('that takes what could come back lets those by who want fewer', () => {
    const till = new ScriptedTill({ stock: 3 });
    till.want('ann', { quantity: 2 });
    till.want('bo');
    till.want('cy', { quantity: 3 });
    till.want('di');
    till.as('bo', 'hold.cancel');
    expect(till.newest('di').life.state).toBe('waiting');
    till.pay(till.newest('ann').holdId);
    expect(till.newest('di').life.state).toBe('held');
  });

  it('that is given back makes room for who wants as many as there are', () => {
    const till = new ScriptedTill({ stock: 2 });
    till.want('ann');
    till.want('bo');
    till.want('cy', { quantity: 2 });
    till.pay(till.newest('ann').holdId);
    till.as('bo', 'hold.cancel');
    const { holdId } = till.newest('ann');
    till.show.must({ type: 'order.refund', holdId, paymentId: 'payment1' }, SYSTEM);
    expect(till.newest('cy').life.state).toBe('held');
  });

  it('that is given back frees the units for who waits', () => {
    const till = new ScriptedTill({ stock: 2 });
    till.want('ann');
    till.want('bo');
    till.want('cy');
    const { holdId } = till.newest('ann');
    till.pay(holdId);
    const refund = { type: 'order.refund', holdId, paymentId: 'payment1' } as const;
    expect(till.show.must(refund, SYSTEM)).toMatchObject([{ type: 'order.refunded' }, { type: 'hold.offered' }]);
    expect(till.show.must(refund, SYSTEM)).toEqual([]);
    expect(till.counts).toEqual([2, 0]);
  });

  it('that nobody here asked for is refused', () => {
    const till = new ScriptedTill();
    till.want('ann');
    const { holdId } = till.newest('ann');
    expect(till.show.ask({ type: 'order.refund', holdId, paymentId: 'x' }, SYSTEM)).toEqual(
      refusal('order.unknown', 'paymentId'),
    );
  });

  it.each([
    [{ amountMinor: 3_989 }],
    [{ amountMinor: 3_991 }],
    [{ amountMinor: 0 }],
    [{ currency: v.parse(Currency, 'EUR') }],
  ])('that is not what it costs (%o) pays nothing, and is due back', (paid) => {
    const till = new ScriptedTill();
    till.want('ann');
    const { holdId } = till.newest('ann');
    expect(till.pay(holdId, 'p', paid)).toMatchObject({ value: [{ type: 'order.surplusPaid', paid }] });
    expect(till.pay(holdId, 'p')).toEqual(nothing);
    expect([till.hold(holdId).life.state, salesOf(till.ledger).refundsDue]).toEqual(['held', 1]);
    till.pay(holdId, 'q');
    expect(till.hold(holdId)).toMatchObject({ life: { state: 'paid', paymentId: 'q' }, surplus: [{ paymentId: 'p' }] });
    expect(till.counts).toEqual([0, 1]);
  });

  it('that a shop took which tells us nothing is what its staff say, once', () => {
    const till = new ScriptedTill();
    till.want('ann');
    till.startCheckout('ann', 'shopify');
    const { holdId } = till.newest('ann');
    const settle = { type: 'order.settle', holdId } as const;
    expect(till.show.must(settle)).toMatchObject([{ type: 'order.paid', timing: 'in-time' }]);
    expect(till.show.must(settle)).toEqual([]);
    expect(till.show.must({ type: 'order.refund', holdId, paymentId: `shop_${holdId}` })).toHaveLength(1);
    expect(till.show.must(settle)).toEqual([]);
    expect([till.hold(holdId).life.state, till.counts]).toEqual(['refunded', [0, 0]]);
  });

  it('is not the staff’s to tell where the provider does', () => {
    const till = new ScriptedTill();
    till.want('ann');
    const settle = { type: 'order.settle', holdId: till.newest('ann').holdId } as const;
    expect(till.show.ask(settle)).toEqual(refusal('order.not-at-shop', 'holdId'));
    till.startCheckout('ann', 'stripe');
    expect(till.show.ask(settle)).toEqual(refusal('order.not-at-shop', 'holdId'));
  });
});

describe('the staff', () => {
  it('takes a hold back, for who is next', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.want('ann');
    till.want('bo');
    const withdraw = { type: 'hold.withdraw', holdId: till.newest('ann').holdId } as const;
    expect(till.show.must(withdraw)).toMatchObject([
      { type: 'hold.cancelled', by: 'staff' },
      { type: 'hold.offered', holdId: till.newest('bo').holdId },
    ]);
    expect(till.newest('ann').life).toMatchObject({ state: 'cancelled', by: 'staff' });
    expect(till.show.must(withdraw)).toEqual([]);
    till.pay(till.newest('bo').holdId);
    expect(till.show.ask({ type: 'hold.withdraw', holdId: till.newest('bo').holdId })).toEqual(
      refusal('hold.not-open', 'holdId'),
    );
    expect(till.show.ask({ ...withdraw, holdId: v.parse(HoldId, 'none') })).toEqual(
      refusal('hold.not-found', 'holdId'),
    );
  });

  it('takes somebody out of the line', () => {
    const till = new ScriptedTill({ stock: 1 });
    till.want('ann');
    till.want('bo');
    till.show.must({ type: 'hold.withdraw', holdId: till.newest('bo').holdId });
    expect([till.newest('bo').life.state, till.counts]).toEqual(['cancelled', [1, 0]]);
  });
});

it('a checkout is known by the name of its provider, also when it is too late to be paid', () => {
  const till = new ScriptedTill();
  till.want('ann');
  till.startCheckout('ann', 'stripe');
  const { holdId } = till.newest('ann');
  till.wait(HOLD_MS);
  const name = { type: 'hold.nameCheckout', holdId, sessionName: 'cs_1' } as const;
  expect(till.show.must(name, SYSTEM)).toHaveLength(1);
  expect(till.show.must(name, SYSTEM)).toEqual([]);
  expect(till.hold(holdId)).toMatchObject({ payKind: 'stripe', sessionName: 'cs_1', life: { state: 'expired' } });
});
