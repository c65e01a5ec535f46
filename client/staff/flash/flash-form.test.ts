import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { assert } from '../../../shared/invariant.ts';
import { FlashTerms } from '../../../shared/show/flash-terms.ts';
import { ItemId } from '../../../shared/ids.ts';
import { someFacts } from '../../../shared/show/show-fixture.ts';
import type { ShelfItem } from '../../../shared/show/item.ts';
import {
  emptyFlashForm,
  flashFormOf,
  OPEN_MINUTES,
  readFlashForm,
  WARM_UP_SECONDS,
  type FlashForm,
} from './flash-form.ts';

const item: ShelfItem = {
  id: v.parse(ItemId, 'tea'),
  ...someFacts(),
  seller: null,
  visibility: 'listed',
  timesExplained: 0,
  held: 0,
  sold: 0,
  given: 0,
};
const read = (over: Partial<FlashForm>) => readFlashForm({ ...emptyFlashForm(), ...over }, item);

describe('a flash sale as it is typed', () => {
  it('is what it was when it comes back from a plan', () => {
    const planned = read({ price: '19.90', limitPerBuyer: 3, warmUpSeconds: '120', openMinutes: '20' });
    assert(planned.ok, 'it can be read');
    expect(read(flashFormOf(planned.value, item))).toEqual(planned);
  });

  it('is read in the currency of its product', () => {
    expect(read({ price: '19.90' })).toEqual({
      ok: true,
      value: { itemId: item.id, priceMinor: 1_990, limitPerBuyer: 1, warmUpMs: 30_000, openMs: 300_000 },
    });
  });

  it.each([
    ['', 'missing'],
    ['cheap', 'unreadable'],
    ['39.90', 'not-cheaper'],
  ])('with the price %j is %s', (price, error) => {
    expect(read({ price })).toEqual({ ok: false, error });
  });

  it('keeps to what one person may have, whatever is typed', () => {
    const limits = [null, 0, 2.4, 99].map((limitPerBuyer) => {
      const terms = read({ price: '1', limitPerBuyer });
      return terms.ok ? terms.value.limitPerBuyer : null;
    });
    expect(limits).toEqual([1, 1, 2, 20]);
  });

  it('offers only times that the server takes', () => {
    for (const warmUpSeconds of WARM_UP_SECONDS) {
      for (const openMinutes of OPEN_MINUTES) {
        const terms = read({ price: '1', warmUpSeconds, openMinutes });
        expect(terms.ok && v.is(FlashTerms, terms.value)).toBe(true);
      }
    }
  });
});
