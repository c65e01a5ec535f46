import { expect, it } from 'vitest';
import type { OrderCard } from '../../shared/protocol/holds.ts';
import type { Sales } from '../../shared/show/sales.ts';
import { aHold } from './testing/a-hold.ts';
import { openStudio } from './testing/a-studio.ts';
import { settle } from './testing/settle.ts';

const SALES: Sales = { gmv: [], reserved: 1, waiting: 0, orders: 0, won: 0, refundsDue: 0 };

const anOrder = (): OrderCard => ({ ...aHold(), buyer: 'ABCDE', winner: null, refundsDue: 0 });

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
