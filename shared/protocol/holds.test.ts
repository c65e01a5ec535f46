import { expect, it } from 'vitest';
import { Currency } from '../money.ts';
import * as v from 'valibot';
import { ScriptedTill } from '../show/till-fixture.ts';
import { holdCard } from './holds.ts';

it('tells its buyer of money that is due back, and that it came back', () => {
  const till = new ScriptedTill();
  till.want('ann');
  const { holdId } = till.newest('ann');
  const moneyBack = () => holdCard(till.hold(holdId)).moneyBack;
  expect(moneyBack()).toBe('none');
  till.pay(holdId, 'wrong', { currency: v.parse(Currency, 'EUR') });
  expect(moneyBack()).toBe('due');
  till.pay(holdId, 'right');
  expect([till.hold(holdId).life.state, moneyBack()]).toEqual(['paid', 'due']);
  till.show.must({ type: 'order.refund', holdId, paymentId: till.hold(holdId).surplus[0]?.paymentId ?? 'none' });
  expect(moneyBack()).toBe('refunded');
});
