import { describe, expect, it } from 'vitest';
import { MAX_STOCK } from '../../../shared/show/item.ts';
import { readStockForm, reasonsFor, type StockForm } from './stock-form.ts';

const item = (stock: number | null, { held = 2, sold = 5 } = {}) => ({ stock, held, sold, given: 0 });
const read = (form: Partial<StockForm>, now = item(30), seen = now) =>
  readStockForm({ reason: 'counted', units: 1, note: '', ...form }, { seen, now });
const change = (by: number, leftAfter: number, note: string | null = null) => ({
  ok: true,
  value: { change: { kind: 'by', units: by }, note, leftAfter },
});
const fault = (error: string) => ({ ok: false, error });

describe('a correction as it is typed', () => {
  it('is the difference that its reason means', () => {
    expect(read({ reason: 'counted', units: 20 })).toEqual(change(-3, 20));
    expect(read({ reason: 'damaged', units: 2 })).toEqual(change(-2, 21));
    expect(read({ reason: 'sold-elsewhere', units: 23 })).toEqual(change(-23, 0));
    expect(read({ reason: 'restocked', units: 12 })).toEqual(change(12, 35));
    expect(read({ reason: 'other', units: -1, note: '  A gift ' })).toEqual(change(-1, 22, 'A gift'));
  });

  it('counts against what was there when the person began, whatever is bought meanwhile', () => {
    const seen = item(30, { held: 2, sold: 5 });
    const now = item(30, { held: 3, sold: 6 });
    expect(read({ reason: 'counted', units: 20 }, now, seen)).toEqual(change(-3, 18));
  });

  it('begins to count what nobody counted', () => {
    expect(reasonsFor(item(null))).toEqual(['counted']);
    expect(read({ units: 4 }, item(null))).toEqual({
      ok: true,
      value: { change: { kind: 'to', units: 11 }, note: null, leftAfter: 4 },
    });
  });

  it('says what is wrong', () => {
    expect(read({ units: null })).toEqual(fault('amount'));
    expect(read({ units: -1 })).toEqual(fault('amount'));
    expect(read({ units: 1.5 })).toEqual(fault('amount'));
    expect(read({ reason: 'damaged', units: 0 })).toEqual(fault('amount'));
    expect(read({ reason: 'damaged', units: 24 })).toEqual(fault('promised'));
    expect(read({ reason: 'restocked', units: MAX_STOCK })).toEqual(fault('many'));
    expect(read({ reason: 'counted', units: 23 })).toEqual(fault('same'));
    expect(read({ reason: 'other', units: 1 })).toEqual(fault('note'));
    expect(read({ note: 'x'.repeat(121) })).toEqual(fault('note'));
  });
});
