import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import { VisitorId } from '../ids.ts';
import { HOST, SYSTEM } from './actor.ts';
import { MAX_SAMPLES, VISIT_GAP_MS, type AudienceCount } from './numbers.ts';
import { reportNumbers, type NumbersReport } from './numbers-report.ts';
import { averageViewMs, clickThroughRate, clickToOrderRate, gmvPerThousandMinor } from './ratios.ts';
import { ScriptedTill } from './till-fixture.ts';

const visitors = (...names: readonly string[]): VisitorId[] => names.map((name) => v.parse(VisitorId, name));

const count = (till: ScriptedTill, seen: Partial<AudienceCount>): void => {
  const nothing = { watching: 0, most: 0, watchedMs: 0, came: [], left: [], noticed: [] };
  till.show.must({ type: 'audience.count', ...nothing, ...seen }, SYSTEM);
};

const report = ({ show }: ScriptedTill, watching = 0): NumbersReport => {
  const { numbers, ledger } = show.state;
  assert(numbers && ledger, 'the whole show is known here');
  return reportNumbers({ ...show.state, numbers, ledger }, watching);
};

const open = (till: ScriptedTill): void => {
  till.show.must({ type: 'callout.open', itemId: till.itemId }, HOST);
};
const close = (till: ScriptedTill): void => {
  const { callout } = till.show.state;
  assert(callout, 'something is explained');
  till.show.must({ type: 'callout.close', calloutId: callout.id }, HOST);
};

describe('visits', () => {
  it('are new after half an hour: Jesper and Mary watched once, Sophie twice', () => {
    const till = new ScriptedTill();
    count(till, { came: visitors('jesper', 'mary', 'sophie'), watching: 3, most: 3 });
    till.show.atMs += 60_000;
    count(till, { left: visitors('jesper', 'mary', 'sophie'), watchedMs: 30_000 + 60_000 + 30_000 });
    till.show.atMs += VISIT_GAP_MS;
    count(till, { came: visitors('sophie'), left: visitors('sophie'), watchedMs: 30_000, most: 1 });
    const seen = report(till);
    expect(seen).toMatchObject({ unique: 3, views: 4, watchedMs: 150_000, peak: 3 });
    expect(averageViewMs(seen)).toBe(37_500);
  });

  it('go on for who is back sooner, or was never seen to leave', () => {
    const till = new ScriptedTill();
    count(till, { came: visitors('ann', 'bo') });
    count(till, { left: visitors('ann') });
    till.show.atMs += VISIT_GAP_MS - 1;
    count(till, { came: visitors('ann') });
    till.show.atMs += 10 * VISIT_GAP_MS;
    // The server was started anew, and never heard that Bo had left.
    count(till, { came: visitors('bo') });
    expect(report(till)).toMatchObject({ unique: 2, views: 2 });
  });

  it('have an average only where there are any', () => {
    expect(averageViewMs(report(new ScriptedTill()))).toBeNull();
  });
});

describe('who watches', () => {
  it('is drawn from its samples, also a crowd between two of them, which is the peak', () => {
    const till = new ScriptedTill();
    till.show.atMs = 5_000;
    count(till, { watching: 2, most: 7 });
    till.show.atMs = 15_000;
    count(till, { watching: 3, most: 3 });
    expect(report(till, 4)).toMatchObject({
      watching: 4,
      peak: 7,
      samples: [
        { atMs: 5_000, watching: 7 },
        { atMs: 5_000, watching: 2 },
        { atMs: 15_000, watching: 3 },
      ],
    });
    expect(report(till, 9).peak).toBe(9);
    till.show.must({ type: 'show.end' }, HOST);
    expect(report(till, 9).peak).toBe(7);
  });

  it('keeps a long show in few samples, and every peak among them', () => {
    const till = new ScriptedTill();
    for (let second = 1; second <= MAX_SAMPLES + 1; second += 1) {
      till.show.atMs = second * 10_000;
      count(till, { watching: second === 100 ? 50 : 1 });
    }
    const { samples } = report(till);
    expect(samples).toHaveLength(MAX_SAMPLES / 2 + 1);
    expect(samples.filter(({ watching }) => watching === 50)).toEqual([{ atMs: 1_000_000, watching: 50 }]);
    expect(samples.at(-1)?.atMs).toBe((MAX_SAMPLES + 1) * 10_000);
  });
});

describe('a product', () => {
  it('has what was noticed and sold of it, in all and in each time that it was explained', () => {
    const till = new ScriptedTill({ name: 'Honey', stock: 9, priceMinor: 3_990 });
    const { itemId } = till;
    till.show.atMs = 10_000;
    open(till);
    const calloutId = till.show.state.callout?.id ?? null;
    count(till, { came: visitors('ann', 'bo'), noticed: [{ itemId, calloutId, impressions: 8, clicks: 2 }] });
    till.want('ann');
    till.pay(till.newest('ann').holdId, 'a');
    till.show.atMs = 20_000;
    close(till);
    count(till, { noticed: [{ itemId, calloutId: null, impressions: 2, clicks: 2 }] });
    till.want('bo');
    till.show.atMs = 30_000;
    open(till);
    const { products, callouts, gmv, orders, views } = report(till);
    const [product] = products;
    assert(product, 'there is one');
    expect(product).toMatchObject({ name: 'Honey', impressions: 10, clicks: 4, orders: 1 });
    expect(product.gmv).toMatchObject([{ currency: 'CNY', intendedMinor: 7_980, confirmedMinor: 3_990 }]);
    expect([gmv, orders]).toEqual([product.gmv, 1]);
    expect([clickThroughRate(product), clickToOrderRate(product)]).toEqual([0.4, 0.25]);
    expect(gmv.map((each) => gmvPerThousandMinor(each, views))).toEqual([1_995_000]);
    expect(callouts).toMatchObject([
      { openedAtMs: 30_000, closedAtMs: null, impressions: 0, clicks: 0, orders: 0, gmv: [] },
      { openedAtMs: 10_000, closedAtMs: 20_000, impressions: 8, clicks: 2, orders: 1, gmv: [{ intendedMinor: 3_990 }] },
    ]);
  });

  it('has no rates of nothing', () => {
    const till = new ScriptedTill();
    const [product] = report(till).products;
    assert(product, 'it is on the shelf');
    expect([clickThroughRate(product), clickToOrderRate(product)]).toEqual([null, null]);
  });

  it('is counted under its name when it is on the shelf no more, and not at all when nobody knew it', () => {
    const till = new ScriptedTill({ name: 'Honey' });
    const { itemId } = till;
    const other = till.show.addItem({ name: 'Jam' });
    count(till, { noticed: [{ itemId, calloutId: null, impressions: 1, clicks: 0 }] });
    till.show.must({ type: 'shelf.remove', itemId }, HOST);
    till.show.must({ type: 'shelf.remove', itemId: other }, HOST);
    count(till, {
      noticed: [
        { itemId, calloutId: null, impressions: 1, clicks: 1 },
        { itemId: other, calloutId: null, impressions: 1, clicks: 1 },
      ],
    });
    expect(report(till).products).toMatchObject([{ name: 'Honey', impressions: 2, clicks: 1 }]);
  });
});
