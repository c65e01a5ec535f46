import * as v from 'valibot';
import { HoldId, ItemId } from '../../../shared/ids.ts';
import type { HoldCard } from '../../../shared/show/hold.ts';
import { someFacts } from '../../../shared/show/show-fixture.ts';

/** One unit of a product that is set aside for a minute. */
export const aHold = (over: Partial<HoldCard> = {}): HoldCard => {
  const { name, priceMinor, currency } = someFacts();
  return {
    holdId: v.parse(HoldId, 'hold1'),
    flashId: null,
    seller: null,
    itemId: v.parse(ItemId, 'tea'),
    quantity: 1,
    name,
    priceMinor,
    currency,
    requestedAtMs: 1_000_000,
    life: { state: 'held', untilMs: 1_060_000, extension: 'unused' },
    moneyBack: 'none',
    ...over,
  };
};
