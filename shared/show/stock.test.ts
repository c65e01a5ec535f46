import { describe, expect, it } from 'vitest';
import { actorAs, ScriptedShow } from './show-fixture.ts';
import { MAX_STOCK, type ShelfItem } from './item.ts';
import { publicEvent, publicState } from './audience.ts';
import { MAX_STOCK_CORRECTIONS, type StockChange, type StockReason } from './stock.ts';
import { buyer } from './till-fixture.ts';
import { someFacts } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });
const OPERATOR = actorAs('operator');

/** A live show with one product, of which two are reserved, and an operator. */
const aCounter = (stock: number | null = 10) => {
  const show = ScriptedShow.in('live');
  show.join('operator', 'operator');
  const itemId = show.addItem({ stock });
  const { priceMinor, currency } = someFacts();
  const wish = { itemId, quantity: 2, seen: { priceMinor, currency } };
  if (stock !== null) show.must({ type: 'hold.request', intent: 'intent-1', ...wish }, buyer('ann'));
  const correct = (change: StockChange, reason: StockReason = 'counted', note: string | null = null) =>
    show.ask({ type: 'stock.correct', itemId, change, reason, note }, OPERATOR);
  const item = (): ShelfItem | undefined => show.state.items[itemId];
  return { show, itemId, wish, correct, item };
};

describe('a correction of the stock', () => {
  it('is a change of what there is to sell, and says who made it and why', () => {
    const { show, itemId, correct, item } = aCounter();
    show.atMs = 5_000;
    const answer = correct({ kind: 'by', units: -3 }, 'damaged', 'Fell off the table');
    expect(answer.ok && answer.value.map(({ type }) => type)).toEqual(['shelf.changed', 'stock.corrected']);
    expect(item()).toMatchObject({ stock: 7, held: 2 });
    expect(show.crew.corrections).toEqual([
      {
        itemId,
        itemName: 'Longjing tea',
        from: 10,
        to: 7,
        reason: 'damaged',
        note: 'Fell off the table',
        participantId: 'operator',
        name: 'operator',
        atMs: 5_000,
      },
    ]);
  });

  it('never takes what is reserved or sold', () => {
    const { show, correct, item } = aCounter();
    expect(correct({ kind: 'by', units: -9 })).toMatchObject(refusal('shelf.stock-promised'));
    expect(correct({ kind: 'to', units: 1 })).toMatchObject(refusal('shelf.stock-promised'));
    expect(item()?.stock).toBe(10);
    expect(show.crew.corrections).toEqual([]);
    expect(correct({ kind: 'by', units: -8 }).ok).toBe(true);
    expect(item()).toMatchObject({ stock: 2, held: 2 });
  });

  it('gives more to those who wait', () => {
    const { show, wish, correct, item } = aCounter(2);
    const [waits] = show.must({ type: 'hold.request', intent: 'intent-2', ...wish }, buyer('bo'));
    expect(waits?.type).toBe('hold.waitlisted');
    const answer = correct({ kind: 'by', units: 2 }, 'restocked');
    expect(answer.ok && answer.value.map(({ type }) => type)).toEqual([
      'shelf.changed',
      'hold.offered',
      'stock.corrected',
    ]);
    expect(item()).toMatchObject({ stock: 4, held: 4 });
  });

  it('counts a product for the first time by what there is, not by a difference', () => {
    const { show, correct, item } = aCounter(null);
    expect(correct({ kind: 'by', units: 5 })).toMatchObject(refusal('stock.not-counted'));
    expect(correct({ kind: 'to', units: 5 }).ok).toBe(true);
    expect(item()?.stock).toBe(5);
    expect(show.crew.corrections[0]).toMatchObject({ from: null, to: 5 });
  });

  it('asks for a word where the reason is another one', () => {
    const { correct, item } = aCounter();
    expect(correct({ kind: 'by', units: 1 }, 'other')).toMatchObject(refusal('stock.no-note'));
    expect(correct({ kind: 'by', units: 1 }, 'other', 'Found one').ok).toBe(true);
    expect(item()?.stock).toBe(11);
  });

  it('counts no further than a show can', () => {
    const { correct } = aCounter();
    expect(correct({ kind: 'by', units: MAX_STOCK })).toMatchObject(refusal('stock.too-many'));
  });

  it('changes nothing where the count is right', () => {
    const { show, correct } = aCounter();
    expect(correct({ kind: 'to', units: 10 })).toEqual({ ok: true, value: [] });
    expect(show.crew.corrections).toEqual([]);
  });

  it('keeps the newest of many', () => {
    const { show, correct } = aCounter();
    for (let units = 1; units <= MAX_STOCK_CORRECTIONS + 3; units += 1) correct({ kind: 'to', units: 10 + units });
    expect(show.crew.corrections).toHaveLength(MAX_STOCK_CORRECTIONS);
    expect(show.crew.corrections[0]).toMatchObject({ from: 13, to: 14 });
  });

  it('tells viewers how many there are, and nothing of who said so', () => {
    const { show, correct } = aCounter();
    const answer = correct({ kind: 'by', units: -1 }, 'damaged', 'A secret');
    const told = answer.ok ? answer.value.map(publicEvent) : [];
    expect(told).toMatchObject([{ type: 'shelf.changed', facts: { stock: 9 } }, null]);
    expect(JSON.stringify([told, publicState(show.state)])).not.toContain('A secret');
  });
});
