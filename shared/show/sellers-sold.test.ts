import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FlashId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { SYSTEM } from './actor.ts';
import { totalOf } from './hold.ts';
import { reportNumbers } from './numbers-report.ts';
import { ReceiptReader } from './receipt.ts';
import { salesTable } from './sales-table.ts';
import { aMarket, ann, want } from './sellers-fixture.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';

describe('what is sold', () => {
  it('carries who sold it: holds, numbers and the table, per seller and currency', () => {
    const { show, tea, honey } = aMarket();
    for (const [itemId, intent] of [
      [tea, 'intent-1'],
      [honey, 'intent-2'],
      [honey, 'intent-3'],
    ] as const) {
      show.atMs += 1;
      const [granted] = want(show, itemId, intent);
      assert(granted?.type === 'hold.granted', 'there is something to hold');
      expect(granted.seller).toEqual(itemId === honey ? ann : null);
      const { holdId } = granted;
      show.must({ type: 'order.pay', holdId, paymentId: intent, paid: totalOf(granted) }, SYSTEM);
    }
    const { ledger, numbers, items } = show.state;
    assert(ledger && numbers, 'the whole show is known here');
    const report = reportNumbers({ ...show.state, ledger, numbers }, 0);
    const { currency, priceMinor } = someFacts();
    expect(
      report.sellers.map(({ seller, orders, gmv }) => [seller?.id ?? null, orders, gmv[0]?.confirmedMinor]),
    ).toEqual([
      [null, 1, priceMinor],
      ['ann', 2, 2 * priceMinor],
      ['bo', 0, undefined],
    ]);
    expect(report.sellers[1]?.gmv).toMatchObject([{ currency }]);
    expect(report.products.map(({ name, seller }) => [name, seller?.name])).toEqual([
      ['Tea', undefined],
      ['Honey', 'ann'],
      ['Cups', 'bo'],
    ]);
    const rows = [...salesTable({ ledger, numbers, items })].map((row) => [row[0], row.at(-2), row.at(-1)]);
    expect(rows).toEqual([
      ['Product', 'Seller', 'Seller id'],
      ['Tea', '', ''],
      ['Honey', 'ann', 'ann'],
    ]);
  });

  it('by nobody else is counted for no sellers', () => {
    const show = ScriptedShow.in('live');
    want(show, show.addItem(), 'intent-1');
    const { ledger, numbers } = show.state;
    assert(ledger && numbers, 'the whole show is known here');
    expect(reportNumbers({ ...show.state, ledger, numbers }, 0).sellers).toEqual([]);
  });

  it('in a flash sale is drawn and receipted under its seller', () => {
    const { show, honey } = aMarket();
    const terms = { itemId: honey, priceMinor: 100, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
    show.must({ type: 'flash.start', terms, windowMs: 500 });
    show.atMs += 10_000;
    show.must({ type: 'flash.advance' }, SYSTEM);
    want(show, honey, 'intent-1');
    show.atMs += 500;
    const drawn = show.must({ type: 'flash.advance' }, SYSTEM);
    expect(drawn.find(({ type }) => type === 'hold.granted')).toMatchObject({ seller: ann });
    const reader = new ReceiptReader(show.state.flash?.id ?? v.parse(FlashId, 'none'));
    for (const logged of show.log) reader.read(logged);
    expect(reader.receipt()?.seller).toEqual(ann);
  });
});
