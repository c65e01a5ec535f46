import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inChunks } from '../chunks.ts';
import { valuesOf } from '../buckets.ts';
import { HoldId } from '../ids.ts';
import { seededRandom, type Random } from '../random.ts';
import { SYSTEM } from './actor.ts';
import { apply } from './apply.ts';
import { holdOf, holdsOfBuyer, lineOf, nextDeadlineMs, verdictOf } from './ledger.ts';
import type { ShowCommand } from './command.ts';
import type { LoggedEvent } from './event.ts';
import { ScriptedGiveaway } from './giveaway-fixture.ts';
import { openLife, PAY_KINDS, totalOf, type Hold, type Money } from './hold.ts';
import { assertShowInvariants } from './invariants.ts';
import { someFacts } from './show-fixture.ts';
import { canComeBack, unitsLeft } from './item.ts';
import type { ShowState } from './state.ts';
import { buyer } from './till-fixture.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));
const TILLS = 40;
const STEPS = 400;
const BUYERS = ['ann', 'bo', 'cy', 'di', 'ed'] as const;
const INTENTS = 120;
const LIMIT = 3;
const TERMINAL: readonly Hold['life']['state'][] = ['paid', 'won', 'expired', 'cancelled', 'refund-due', 'refunded'];

const pick = <Value>(random: Random, values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(random() * values.length)] ?? values[0];

const anyHoldId = (till: ScriptedGiveaway, random: Random): HoldId =>
  pick(random, [v.parse(HoldId, 'none'), ...valuesOf(till.ledger.holds).map(({ holdId }) => holdId)]);

const costOf = ({ ledger }: ScriptedGiveaway, holdId: HoldId): Money => {
  const hold = holdOf(ledger, holdId);
  return hold ? totalOf(hold) : { amountMinor: 1, currency: someFacts().currency };
};

/** A provider that is early, late, says things twice and mixes holds up; a sweeper that comes when it comes; a host who corrects. */
const aStep = (till: ScriptedGiveaway, random: Random): void => {
  const { show, itemId } = till;
  const name = pick(random, BUYERS);
  const holdId = anyHoldId(till, random);
  const paymentId = `${holdId}-${Math.floor(random() * 2)}`;
  const own = holdsOfBuyer(till.ledger, buyer(name).buyerId).at(-1)?.holdId ?? holdId;
  const kind = pick(random, [
    'ask',
    'ask',
    'ask',
    'own',
    'own',
    'money',
    'money',
    'time',
    'stock',
    'staff',
    'prize',
  ] as const);
  show.atMs += Math.floor(random() ** 4 * 8 * 60_000);
  switch (kind) {
    case 'ask':
      till.request(name, {
        intent: `intent-${Math.floor(random() * INTENTS)}`,
        quantity: 1 + Math.floor(random() * 2),
      });
      return;
    case 'own': {
      const payKind = pick(random, PAY_KINDS);
      show.ask(
        pick<ShowCommand>(random, [
          { type: 'hold.extend', holdId: own },
          { type: 'hold.cancel', holdId: own },
          { type: 'hold.startCheckout', holdId: own, payKind },
          { type: 'hold.startCheckout', holdId: own, payKind },
        ]),
        buyer(name),
      );
      return;
    }
    case 'staff':
      show.ask(
        pick<ShowCommand>(random, [
          { type: 'hold.withdraw', holdId },
          { type: 'order.settle', holdId },
          { type: 'order.refund', holdId, paymentId },
        ]),
      );
      return;
    case 'money':
      show.ask(
        pick<ShowCommand>(random, [
          { type: 'order.pay', holdId, paymentId, paid: costOf(till, holdId) },
          { type: 'order.pay', holdId, paymentId, paid: costOf(till, holdId) },
          { type: 'order.pay', holdId, paymentId, paid: { amountMinor: 1, currency: someFacts().currency } },
          { type: 'order.refund', holdId, paymentId },
          { type: 'hold.nameCheckout', holdId, sessionName: `cs_${holdId}` },
        ]),
        SYSTEM,
      );
      return;
    case 'time':
      show.must({ type: 'hold.expire' }, SYSTEM);
      till.pass(0);
      return;
    case 'prize': {
      const { giveaway } = show.state;
      if (giveaway?.life.phase !== 'open') till.start({ winners: 1 + Math.floor(random() * 3) });
      else if (random() < 0.2) show.ask({ type: 'giveaway.cancel', giveawayId: giveaway.id });
      else till.enter(name, `intent-${Math.floor(random() * INTENTS)}`);
      return;
    }
    case 'stock':
      show.ask({
        type: 'shelf.change',
        itemId,
        facts: someFacts({ stock: Math.floor(random() * 9), limitPerBuyer: LIMIT }),
      });
      return;
  }
};

const sum = (holds: readonly Hold[]): number => holds.reduce((units, { quantity }) => units + quantity, 0);

/** What commerce.md asks of every moment: everything is added up anew. */
const check = (till: ScriptedGiveaway): void => {
  assertShowInvariants(till.show.state);
  const holds = valuesOf(till.ledger.holds);
  const open = holds.filter((hold) => openLife(hold) !== null);
  const sold = holds.filter(({ life }) => life.state === 'paid');
  const waiting = holds.filter(({ life }) => life.state === 'waiting');
  const given = holds.filter(({ life }) => life.state === 'won');
  const aside = till.ledger.giveaway?.units ?? 0;
  expect(till.whereabouts).toEqual([sum(open) + aside, sum(sold), sum(given)]);
  const line = lineOf(till.ledger, till.itemId);
  const [openIds, waitingIds] = [[...inChunks(line.openIds)], [...inChunks(line.waitingIds)]];
  expect(new Set(openIds)).toEqual(new Set(open.map(({ holdId }) => holdId)));
  expect(new Set(waitingIds)).toEqual(new Set(waiting.map(({ holdId }) => holdId)));
  expect(openIds.length + waitingIds.length).toBe(open.length + waiting.length);
  // Nobody waits for what is there: the first who can ever have what they want is waiting for more than is left.
  const item = till.show.state.items[till.itemId];
  const first = waitingIds
    .map((id) => till.hold(id))
    .find(({ quantity }) => quantity <= (item ? canComeBack(item) : 0));
  if (item && first) expect(first.quantity).toBeGreaterThan(unitsLeft(item));
  for (const name of BUYERS) {
    const theirs = [...open, ...sold].filter(({ buyerId, life }) => buyerId === buyer(name).buyerId && !isLate(life));
    expect(sum(theirs)).toBeLessThanOrEqual(LIMIT);
  }
};

/** Whoever pays for what they let run out has asked for more meanwhile, perhaps: their money is there, so they have it. */
const isLate = (life: Hold['life']): boolean => life.state === 'paid' && life.timing === 'late';

const statesOf = (log: readonly LoggedEvent[], visit: (former: ShowState | null, next: ShowState) => void): void => {
  let state: ShowState | null = null;
  for (const logged of log) {
    const next = apply(state, logged);
    visit(state, next);
    state = next;
  }
};

describe(`tills in a hurry (seed ${SEED})`, () => {
  const tills = Array.from({ length: TILLS }, (_, index) => {
    const random = seededRandom(SEED + index);
    const till = new ScriptedGiveaway({ stock: Math.floor(random() * 6), limitPerBuyer: LIMIT });
    for (let step = 0; step < STEPS; step += 1) {
      aStep(till, random);
      check(till);
    }
    return till;
  });

  it('promise and sell no more than there is, and no more to one buyer than they may have', () => {
    // Checked after each step; here is that something was sold and won at all.
    const sales = tills.map((till) => till.counts[1]);
    expect(Math.max(...sales)).toBeGreaterThan(0);
    expect(Math.max(...tills.map((till) => till.whereabouts[2]))).toBeGreaterThan(0);
  });

  it('never change a verdict, and never take a hold out of its end, but by late money and refunds', () => {
    for (const till of tills) {
      statesOf(till.show.log, (former, next) => {
        for (const hold of former?.ledger ? valuesOf(former.ledger.holds) : []) {
          const later = next.ledger && valuesOf(next.ledger.holds).find(({ holdId }) => holdId === hold.holdId);
          if (!TERMINAL.includes(hold.life.state) || later?.life.state === hold.life.state) continue;
          expect(MAY_FOLLOW[hold.life.state] ?? []).toContain(later?.life.state);
        }
      });
      for (const { event } of till.show.log) {
        if (event.type !== 'hold.rejected') continue;
        const verdict = verdictOf(till.ledger, event.buyerId, event.intent);
        expect(verdict?.answer).toEqual({ kind: 'rejected', reason: event.reason });
      }
    }
  });

  it('hear of each payment once', () => {
    for (const { show } of tills) {
      const heard = show.log.flatMap(({ event }) =>
        event.type === 'order.paid' || event.type === 'order.refundDue' || event.type === 'order.surplusPaid'
          ? [`${event.holdId} ${event.paymentId}`]
          : [],
      );
      expect(new Set(heard).size).toBe(heard.length);
    }
  });

  it('take each payment for an order at most once, and only what the order costs', () => {
    for (const till of tills) {
      for (const hold of valuesOf(till.ledger.holds)) {
        const told = till.show.log.flatMap(({ event }) =>
          'holdId' in event && event.holdId === hold.holdId ? [event] : [],
        );
        const took = told.filter(({ type }) => type === 'order.paid' || type === 'order.refundDue');
        expect(took.length).toBeLessThanOrEqual(1);
        const gave = told.filter(({ type }) => type === 'order.refunded');
        expect(gave.length).toBeLessThanOrEqual(took.length);
        const payments = hold.surplus.map(({ paymentId }) => paymentId);
        expect(new Set(payments).size).toBe(payments.length);
        expect(payments).not.toContain('paymentId' in hold.life ? hold.life.paymentId : null);
      }
    }
  });

  it('let go of everything in the end', () => {
    for (const till of tills) {
      till.show.must({ type: 'show.end' });
      for (
        let deadlineMs = nextDeadlineMs(till.ledger);
        deadlineMs !== null;
        deadlineMs = nextDeadlineMs(till.ledger)
      ) {
        till.wait(Math.max(0, deadlineMs - till.show.atMs));
      }
      expect(till.counts[0]).toBe(0);
      expect(valuesOf(till.ledger.holds).every(({ life }) => TERMINAL.includes(life.state))).toBe(true);
    }
  });
});

const MAY_FOLLOW: Partial<Record<Hold['life']['state'], readonly Hold['life']['state'][]>> = {
  expired: ['paid', 'refund-due'],
  cancelled: ['paid', 'refund-due'],
  paid: ['refunded'],
  'refund-due': ['refunded'],
};
