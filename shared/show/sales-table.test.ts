import * as v from 'valibot';
import { expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import { Currency } from '../money.ts';
import { SYSTEM } from './actor.ts';
import { HOLD_MS } from './hold.ts';
import { salesTable } from './sales-table.ts';
import { buyer, ScriptedTill } from './till-fixture.ts';

const rows = ({ show }: ScriptedTill): readonly (readonly string[])[] => {
  const { ledger, numbers, items } = show.state;
  assert(ledger && numbers, 'the whole show is known here');
  return [...salesTable({ ledger, numbers, items })];
};

it('has a row for each product and currency, whatever became of their holds', () => {
  const till = new ScriptedTill({
    stock: 4,
    name: 'Honey',
    sku: 'H-500',
    priceMinor: 1_050,
    currency: v.parse(Currency, 'EUR'),
  });
  const seen = { priceMinor: 1_050, currency: v.parse(Currency, 'EUR') };
  const ask = (name: string, quantity: number, itemId = till.itemId, wish = seen) =>
    till.show.must({ type: 'hold.request', intent: `intent-${name}`, itemId, quantity, seen: wish }, buyer(name));
  ask('ann', 2);
  till.show.atMs += 1;
  ask('bo', 1);
  ask('cy', 1);
  ask('di', 2);
  till.pay(till.newest('ann').holdId, 'a');
  till.pay(till.newest('ann').holdId, 'a-again');
  till.as('bo', 'hold.startCheckout');
  const yen = { priceMinor: 500, currency: v.parse(Currency, 'JPY') };
  const tea = till.show.addItem({ name: '=1+1', ...yen });
  till.show.atMs += 1;
  ask('ed', 3, tea, yen);
  till.pay(till.newest('ed').holdId, 'e');
  till.show.must({ type: 'order.refund', holdId: till.newest('ed').holdId, paymentId: 'e' }, SYSTEM);
  const jam = till.show.addItem({ name: 'Jam', sku: 'J-1' });
  const noticed = [
    { itemId: till.itemId, calloutId: null, impressions: 7, clicks: 3 },
    { itemId: jam, calloutId: null, impressions: 2, clicks: 0 },
  ];
  till.show.must({ type: 'audience.count', watching: 0, most: 0, watchedMs: 0, came: [], left: [], noticed }, SYSTEM);
  expect(rows(till).map((row) => row.join(','))).toEqual([
    'Product,SKU,Currency,Orders,Units sold,Reserved now,In line,Paid,Went to pay,Reserved in all,Given back,Payments to give back,Seen,Pressed,Seller,Seller id',
    'Honey,H-500,EUR,1,2,2,1,21.00,31.50,42.00,0.00,1,7,3,,',
    '=1+1,,JPY,0,0,0,0,1500,1500,1500,1500,0,,,,',
    'Jam,J-1,,,,,,,,,,,2,0,,',
  ]);
  till.wait(HOLD_MS);
  expect(rows(till)[1]?.slice(4, 7)).toEqual(['2', '2', '0']);
});

it('is only its header where nobody has asked for anything', () => {
  expect(rows(new ScriptedTill())).toHaveLength(1);
});
