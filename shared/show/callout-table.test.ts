import { expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import { HOST, SYSTEM } from './actor.ts';
import { audienceTable } from './audience-table.ts';
import { calloutTable } from './callout-table.ts';
import { ScriptedTill } from './till-fixture.ts';

const T0 = Date.UTC(2026, 10, 27, 14, 0);

/** Honey was explained for a minute, in which Ann paid for one and Bo went to pay; then Ann's jam, until now. */
const anHour = () => {
  const till = new ScriptedTill({ stock: 9, name: 'Honey', priceMinor: 3_990 });
  const { show, itemId } = till;
  const count = (watching: number, noticed: readonly { impressions: number; clicks: number }[] = []) => {
    const calloutId = show.state.callout?.id ?? null;
    show.must(
      {
        type: 'audience.count',
        watching,
        most: watching,
        watchedMs: 0,
        came: [],
        left: [],
        noticed: noticed.map((each) => ({ itemId, calloutId, ...each })),
      },
      SYSTEM,
    );
  };
  show.atMs = T0;
  count(2);
  const ann = show.joinSeller('Ann');
  const jam = show.addItem({ name: 'Jam' }, 'listed', ann);
  show.atMs = T0 + 10_000;
  show.must({ type: 'callout.open', itemId }, HOST);
  count(5, [{ impressions: 5, clicks: 2 }]);
  till.want('ann');
  till.want('bo');
  till.as('bo', 'hold.startCheckout');
  show.atMs = T0 + 70_000;
  show.must({ type: 'callout.open', itemId: jam }, ann);
  till.pay(till.newest('ann').holdId, 'a');
  count(4);
  const { numbers, ledger } = show.state;
  assert(numbers && ledger, 'the whole show is known here');
  return { numbers, ledger };
};

it('has a row for each time that a product was explained, with what was asked for in it', () => {
  const [header, ...rows] = calloutTable(anHour());
  expect(header).toHaveLength(14);
  expect(rows).toEqual([
    [
      ...['Honey', '', '', '2026-11-27 14:00:10', '2026-11-27 14:01:10', '60'],
      ...['5', '2', '1', 'CNY', '39.90', '79.80', '79.80', '0.00'],
    ],
    ['Jam', 'Ann', 'Ann', '2026-11-27 14:01:10', '', '', '0', '0', '0', '', '', '', '', ''],
  ]);
});

it('says how many watched when, and what was explained then', () => {
  expect([...audienceTable(anHour())].slice(1)).toEqual([
    ['2026-11-27 14:00:00', '0', '2', ''],
    ['2026-11-27 14:00:10', '10', '5', 'Honey'],
    ['2026-11-27 14:01:10', '70', '4', 'Jam'],
  ]);
});
