import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import { ItemId, ShowAddress } from '../../shared/ids.ts';
import type { HoldVerdict } from '../../shared/protocol/holds.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../shared/protocol/methods.ts';
import { seededRandom } from '../../shared/random.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { Purchases } from './purchases.svelte.ts';
import { aHold } from './testing/a-hold.ts';
import { aStore } from './testing/fake-person.ts';
import { seenBy } from './testing/seen.svelte.ts';

const itemId = v.parse(ItemId, 'tea');
const item: ShelfItem = {
  id: itemId,
  ...someFacts(),
  seller: null,
  visibility: 'listed',
  timesExplained: 0,
  held: 0,
  sold: 0,
  given: 0,
};

/** A server that answers as the test says; `asked` is what it heard. */
class FakeTill {
  readonly asked: { readonly method: MethodName; readonly params: unknown }[] = [];
  verdict: HoldVerdict = { kind: 'hold', hold: aHold() };
  failure: ErrorCode | null = null;

  readonly call = async <Name extends MethodName>(
    method: Name,
    params: MethodParams<Name>,
  ): Promise<MethodResult<Name>> => {
    this.asked.push({ method, params });
    await Promise.resolve();
    if (this.failure) throw new AppError(this.failure);
    const answer = method === 'hold.request' ? this.verdict : method === 'hold.startCheckout' ? { url: '/pay#1' } : {};
    return v.parse(METHODS[method].result, answer);
  };
}

const setUp = ({ store = aStore(), opens = true, seed = 3 } = {}) => {
  const till = new FakeTill();
  const clock = fakeClock(1_000_000);
  const tabs: string[] = [];
  const purchases = new Purchases({
    address: v.parse(ShowAddress, 'teas'),
    call: till.call,
    serverOffsetMs: () => 500,
    clock,
    random: seededRandom(seed),
    store,
    readReceipt: () => Promise.reject(new AppError('draw.no-receipt')),
    openTab: () => (opens ? { goTo: (url) => void tabs.push(url), close: () => void tabs.push('closed') } : null),
  });
  const intents = (): unknown[] => till.asked.map(({ params }) => (params as { intent?: string }).intent);
  return { purchases, till, clock, tabs, store, intents };
};

describe('a wish', () => {
  it('is asked once however often it is pressed, and becomes a hold', async () => {
    const { purchases, till } = setUp();
    const seen = seenBy(() => purchases.asked(itemId).state);
    await Promise.all([purchases.request(item, 1), purchases.request(item, 1)]);
    expect(till.asked).toHaveLength(1);
    expect(till.asked[0]?.params).toMatchObject({ itemId, quantity: 1, seen: { priceMinor: 3_990, currency: 'CNY' } });
    expect(seen.values).toEqual(['idle', 'asking', 'idle']);
    expect(purchases.holdOf(itemId)).toEqual(aHold());
    seen.stop();
  });

  it('says why there is nothing', async () => {
    const { purchases, till } = setUp();
    till.verdict = { kind: 'rejected', reason: 'sold-out' };
    await purchases.request(item, 1);
    expect(purchases.asked(itemId)).toEqual({ state: 'rejected', reason: 'sold-out' });
  });

  it('that was not answered is the same wish when it is pressed again, also after a reload', async () => {
    const store = aStore();
    const { purchases, till, intents } = setUp({ store });
    till.failure = 'net.timeout';
    await purchases.request(item, 1);
    expect(purchases.asked(itemId)).toEqual({ state: 'failed', code: 'net.timeout' });
    const reloaded = setUp({ store, seed: 4 });
    await reloaded.purchases.request(item, 1);
    expect(reloaded.intents()).toEqual(intents());
    await reloaded.purchases.request(item, 1);
    expect(new Set(reloaded.intents()).size).toBe(2);
  });

  it('for another number is another wish, and so is one after a refusal for good', async () => {
    const { purchases, till, intents } = setUp();
    till.failure = 'net.timeout';
    await purchases.request(item, 1);
    await purchases.request(item, 2);
    till.failure = 'buyer.unknown';
    await purchases.request(item, 2);
    await purchases.request(item, 2);
    const [one, two, three, four] = intents();
    expect([two === one, three === two, four === three]).toEqual([false, true, false]);
  });
});

describe('a hold', () => {
  it('counts down by the server’s clock, and stays at zero until the server says that it is over', async () => {
    const { purchases, clock } = setUp();
    purchases.handleHolds([aHold()]);
    expect(purchases.secondsLeft(aHold())).toBe(60);
    await clock.advance(30_000);
    expect(purchases.secondsLeft(aHold())).toBe(30);
    await clock.advance(60_000);
    expect(purchases.secondsLeft(aHold())).toBe(0);
    expect(purchases.unsettled).toHaveLength(1);
    purchases.handleHolds([aHold({ life: { state: 'expired', atMs: 1_060_000 } })]);
    expect(purchases.unsettled).toEqual([]);
  });

  it('that a tick knows better than the answer stays as the tick says', async () => {
    const { purchases } = setUp();
    const paid = aHold({ life: { state: 'paid', paymentId: 'p', atMs: 1, timing: 'in-time' } });
    const asked = purchases.request(item, 1);
    purchases.handleHolds([paid]);
    await asked;
    expect(purchases.holdOf(itemId)).toEqual(paid);
  });

  it('is paid in a tab that the press opened, which closes when there is nothing to pay', async () => {
    const { purchases, till, tabs } = setUp();
    const { holdId } = aHold();
    await purchases.pay(holdId);
    till.failure = 'hold.not-open';
    await purchases.pay(holdId);
    expect(tabs).toEqual(['/pay#1', 'closed']);
    expect(purchases.failure(holdId)).toBe('hold.not-open');
  });

  it('is paid by a link where the browser opens no tab', async () => {
    const { purchases } = setUp({ opens: false });
    await purchases.pay(aHold().holdId);
    expect(purchases.payUrl(aHold().holdId)).toBe('/pay#1');
  });

  it('is let go and extended, and says what failed until the next try', async () => {
    const { purchases, till } = setUp();
    const { holdId } = aHold();
    till.failure = 'hold.contended';
    await purchases.extend(holdId);
    expect(purchases.failure(holdId)).toBe('hold.contended');
    till.failure = null;
    await purchases.letGo(holdId);
    expect(purchases.failure(holdId)).toBeNull();
    expect(till.asked.map(({ method }) => method)).toEqual(['hold.extend', 'hold.cancel']);
  });
});
