import { expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import type { OrderCard } from '../../shared/protocol/orders.ts';
import type { Sales } from '../../shared/show/sales.ts';
import { aHold } from './testing/a-hold.ts';
import { openStudio } from './testing/a-studio.ts';
import { settle } from './testing/settle.ts';

const SALES: Sales = { gmv: [], reserved: 1, waiting: 0, orders: 0, won: 0, refundsDue: 0 };

const anOrder = (): OrderCard => ({ ...aHold(), buyer: 'ABCDE', winner: null, payKind: null, surplus: [] });

it('counts are known as they come, and the list is asked for only while somebody looks', async () => {
  const { studio, line } = await openStudio();
  let listed = 0;
  const kept: OrderCard[] = [];
  line.replies['orders.list'] = () => {
    listed += 1;
    return { orders: [...kept] };
  };
  expect([studio.orders.sales, studio.orders.list]).toEqual([null, null]);
  await line.tick('sales.counted', SALES);
  await settle();
  expect([studio.orders.sales, listed]).toEqual([SALES, 0]);
  const leave = studio.orders.lookAt();
  await settle();
  expect(studio.orders.list).toEqual([]);
  kept.push(anOrder());
  await line.tick('sales.counted', { ...SALES, reserved: 2 });
  await settle();
  expect(studio.orders.list).toEqual([anOrder()]);
  leave();
  await line.tick('sales.counted', SALES);
  await settle();
  expect(listed).toBe(2);
});

it('what is done to an order is asked of the server, the list follows, and a refusal is said', async () => {
  const { studio, line } = await openStudio();
  const asked: unknown[] = [];
  let listed = 0;
  for (const method of ['orders.withdraw', 'orders.settle'] as const) {
    line.replies[method] = (params) => {
      asked.push([method, params]);
      return {};
    };
  }
  line.replies['orders.refund'] = () => Promise.reject(new AppError('checkout.unavailable'));
  line.replies['orders.list'] = () => {
    listed += 1;
    return { orders: [] };
  };
  const { holdId } = anOrder();
  await studio.orders.withdraw(holdId);
  await studio.orders.settle(holdId);
  expect(asked).toEqual([
    ['orders.withdraw', { holdId }],
    ['orders.settle', { holdId }],
  ]);
  expect([studio.orders.failure, listed]).toEqual([null, 2]);
  await studio.orders.refund(holdId, 'p1', 'ask');
  expect([studio.orders.failure, listed]).toEqual(['checkout.unavailable', 3]);
  await studio.orders.withdraw(holdId);
  expect(studio.orders.failure).toBeNull();
});
