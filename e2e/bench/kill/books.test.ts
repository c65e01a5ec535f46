import { expect, it } from 'vitest';
import { buyer, ScriptedTill } from '../../../shared/show/till-fixture.ts';
import type { ShowEvent } from '../../../shared/show/event.ts';
import { Books } from './books.ts';
import { booksOf, followed, newest } from './log-fixture.ts';

/** Two pieces: Ann has bought one, Bo holds the other, Cy waits, and Di wanted too much. */
const aTill = (): ScriptedTill => {
  const till = new ScriptedTill({ stock: 2 });
  till.request('ann');
  till.pay(till.newest('ann').holdId);
  till.request('bo');
  till.request('cy');
  till.request('di', { quantity: 3 });
  return till;
};

it('agrees with the show on a whole sale', () => {
  const till = aTill();
  till.as('bo', 'hold.startCheckout');
  till.as('bo', 'hold.cancel');
  till.pay(till.newest('cy').holdId);
  const books = booksOf(till.show.log);
  const [held, sold] = till.counts;
  const items = [{ id: till.itemId, held, sold, given: 0 }];
  books.expectStated([{ seq: till.show.state.seq, items, flash: null, giveaway: null }]);
  expect(books.problems).toEqual([]);
  expect(books.till.counts).toEqual({ waiting: 0, open: 0, paid: 2, over: 1, 'refund-due': 0, won: 0 });
  expect(books.till.verdictOf(buyer('di').buyerId, 'intent-4')).toEqual({ reason: 'not-enough' });
});

it('agrees on holds that ran out, and on money that came too late', () => {
  const till = aTill();
  till.wait(20 * 60_000);
  till.pay(till.newest('bo').holdId);
  const books = booksOf(till.show.log);
  expect(books.problems).toEqual([]);
  expect(books.till.counts).toMatchObject({ open: 1, paid: 1, 'refund-due': 1 });
});

it('notes a log with a hole', () => {
  const { show } = aTill();
  expect(booksOf(show.log.toSpliced(2, 1)).problems).toContain('event 4 follows event 2');
});

it('notes what is there twice', () => {
  const till = aTill();
  const { holdId } = till.newest('ann');
  const twice = booksOf(followed(till.show.log, newest(till.show.log, 'hold.granted'))).problems;
  expect(twice).toContain(`${till.newest('bo').holdId} is there twice`);
  expect(twice).toContain('bo intent-2 has two verdicts');
  expect(
    booksOf(followed(till.show.log, { type: 'order.surplusPaid', holdId, paymentId: 'p2', paid: null })).problems,
  ).toEqual([`${holdId} was paid twice`]);
  const paid: ShowEvent = { type: 'order.paid', holdId, paymentId: 'p2', timing: 'in-time' };
  expect(booksOf(followed(till.show.log, paid)).problems).toContain(`${holdId} becomes paid and was paid`);
});

it('notes more than there is', () => {
  const till = aTill();
  const { holdId } = till.newest('cy');
  expect(booksOf(followed(till.show.log, { type: 'hold.offered', holdId, untilMs: 1 })).problems).toEqual([
    `${till.itemId}: 2 held, 1 sold and 0 given of 2`,
  ]);
});

it('notes a server that says something else than its log', () => {
  const till = aTill();
  const { seq } = till.show.state;
  const books = new Books();
  const items = [{ id: till.itemId, held: 2, sold: 1, given: 0 }];
  books.expectStated([{ seq, items, flash: 'flash1 open', giveaway: null }]);
  books.add(till.show.log);
  expect(books.problems).toEqual([
    `${till.itemId} at ${seq}: the server says 2 held, 1 sold, 0 given; its log 1, 1, 0`,
    `at ${seq} the server says flash1 open; its log null`,
  ]);
});

it('notes who is said to wait, and does not', () => {
  const till = aTill();
  const { buyerId } = buyer('ann');
  const wish = { buyerId, intent: 'again', itemId: till.itemId, quantity: 1 };
  const rejected: ShowEvent = { type: 'hold.rejected', ...wish, reason: 'waiting-already' };
  expect(booksOf(followed(till.show.log, rejected)).problems).toEqual(['ann is said to wait already, and does not']);
});
