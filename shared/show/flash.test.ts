import { describe, expect, it } from 'vitest';
import { FlashId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { entryOf, verdictOf } from './ledger.ts';
import type { ShowEvent } from './event.ts';
import { FlashTerms } from './flash-terms.ts';
import { atFlashPrice, flashDueMs } from './flash.ts';
import { DEAL_MINOR, ScriptedFlash } from './flash-fixture.ts';
import { HOLD_MS } from './hold.ts';
import { itemOf } from './item-of.ts';
import { commitmentOf } from './draw.ts';
import { someFacts } from './show-fixture.ts';
import { buyer } from './till-fixture.ts';
import * as v from 'valibot';

const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });
const typesOf = (events: readonly ShowEvent[]) => events.map(({ type }) => type);
const names = Array.from({ length: 8 }, (_, index) => `buyer-${index}`);

describe('a flash sale', () => {
  it('is announced with its deadline and the hash of a seed that nobody is told', () => {
    const flash = new ScriptedFlash();
    const started = flash.start();
    assert(started.ok, 'it may start');
    expect(typesOf(started.value)).toEqual(['draw.sealed', 'flash.announced']);
    const [sealed] = started.value;
    assert(sealed?.type === 'draw.sealed', 'the seed is kept');
    expect(flash.sale).toMatchObject({
      commitment: commitmentOf(sealed.seed),
      seed: null,
      life: { phase: 'warm-up', opensAtMs: flash.show.atMs + 10_000 },
    });
  });

  it('opens, draws and closes when it is time, and not a millisecond before', () => {
    const flash = ScriptedFlash.announced();
    expect(flash.pass(9_999)).toEqual([]);
    expect(typesOf(flash.pass(1))).toEqual(['flash.opened']);
    expect(flashDueMs(flash.show.state)).toBe(flash.show.atMs + 500);
    expect(flash.pass(499)).toEqual([]);
    expect(typesOf(flash.pass(1))).toEqual(['flash.drawn', 'draw.closed']);
    expect(flashDueMs(flash.show.state)).toBe(flash.show.atMs + 59_500);
    expect(typesOf(flash.pass(59_500))).toEqual(['flash.ended']);
    expect(flash.life).toEqual({ phase: 'over', reason: 'closed', atMs: flash.show.atMs });
    expect(flashDueMs(flash.show.state)).toBeNull();
  });

  it('lets nobody buy while it warms up, at no price, and changes the price when it opens', () => {
    const flash = ScriptedFlash.announced();
    expect(flash.want('ann')).toBe('not-open-yet');
    flash.pass(10_000);
    const item = itemOf(flash.show.state, flash.itemId);
    assert(item, 'it is on the shelf');
    expect(atFlashPrice(flash.show.state, item)).toMatchObject({ priceMinor: DEAL_MINOR, formerPriceMinor: 3_990 });
    flash.pass(500);
    expect(flash.want('bo', { priceMinor: DEAL_MINOR })).toBe('held');
    expect(flash.newest('bo')).toMatchObject({
      priceMinor: DEAL_MINOR,
      flashId: flash.sale.id,
      life: { untilMs: flash.show.atMs + HOLD_MS / 2 },
    });
    expect(flash.want('cy', { priceMinor: DEAL_MINOR - 1 })).toBe('price-changed');
    flash.pass(60_000);
    expect(flash.want('di', { priceMinor: DEAL_MINOR })).toBe('price-changed');
    expect(flash.want('di')).toBe('held');
    expect(flash.newest('di')).toMatchObject({ priceMinor: 3_990, flashId: null });
  });

  it('answers who asks first when it is drawn: each has a verdict, as many a unit as there are', () => {
    const flash = ScriptedFlash.gathering({ stock: 3 });
    for (const name of names) {
      expect(flash.request(name, { intent: `wish-${name}` })).toMatchObject({
        ok: true,
        value: [{ type: 'draw.entered' }],
      });
      expect(flash.request(name, { intent: `wish-${name}` })).toEqual({ ok: true, value: [] });
    }
    const events = flash.pass(500);
    expect(events[0]).toMatchObject({ type: 'flash.drawn', entries: 8, units: 3 });
    expect(typesOf(events).filter((type) => type === 'hold.granted')).toHaveLength(3);
    expect(typesOf(events).filter((type) => type === 'hold.waitlisted')).toHaveLength(5);
    for (const name of names) {
      expect(verdictOf(flash.ledger, buyer(name).buyerId, `wish-${name}`)?.answer.kind).toBe('hold');
      expect(entryOf(flash.ledger, buyer(name).buyerId)).toBeNull();
      expect(flash.request(name, { intent: `wish-${name}` })).toEqual({ ok: true, value: [] });
    }
    expect(flash.counts).toEqual([3, 0]);
    expect(flash.sale.seed).toMatch(/^[0-9a-f]{64}$/);
  });

  it('has one wish of each buyer in its draw', () => {
    const flash = ScriptedFlash.gathering();
    flash.request('ann', { intent: 'intent-one' });
    expect(flash.want('ann')).toBe('waiting-already');
    expect(flash.request('ann', { intent: 'intent-one', quantity: 2 })).toEqual(refusal('hold.intent-reused'));
    expect(flash.ledger.draw?.count).toBe(1);
  });

  it('gives a buyer no more than its limit, however often they ask, and what was bought before does not count', () => {
    const flash = new ScriptedFlash({}, { limitPerBuyer: 2 });
    expect(flash.want('ann', { quantity: 2 })).toBe('held');
    flash.start();
    flash.pass(10_000);
    expect(flash.want('bo', { quantity: 3 })).toBe('limit');
    flash.pass(500);
    expect(flash.want('ann', { quantity: 2 })).toBe('held');
    expect(flash.want('ann')).toBe('limit');
    expect(flash.want('bo', { quantity: 2 })).toBe('held');
  });

  it('keeps to the limit of the product too', () => {
    const flash = ScriptedFlash.gathering({ limitPerBuyer: 1 }, { limitPerBuyer: 5 });
    flash.pass(500);
    expect(flash.want('ann', { quantity: 2 })).toBe('limit');
  });

  it('ends when the last unit is paid for', () => {
    const flash = ScriptedFlash.gathering({ stock: 1 });
    flash.pass(500);
    flash.want('ann');
    const paid = flash.pay(flash.newest('ann').holdId);
    assert(paid.ok, 'the money is taken');
    expect(typesOf(paid.value)).toEqual(['order.paid', 'flash.ended']);
    expect(flash.life).toMatchObject({ phase: 'over', reason: 'sold-out' });
    expect(flash.want('bo')).toBe('sold-out');
  });

  it('is cancelled before it opens only, and closed after, each as often as one asks', () => {
    const flash = ScriptedFlash.announced();
    const flashId = flash.sale.id;
    expect(flash.show.ask({ type: 'flash.close', flashId })).toEqual(refusal('flash.not-open'));
    expect(typesOf(flash.show.must({ type: 'flash.cancel', flashId }))).toEqual(['flash.ended', 'draw.closed']);
    expect(flash.show.must({ type: 'flash.cancel', flashId })).toEqual([]);
    expect(flash.life).toMatchObject({ phase: 'over', reason: 'cancelled' });
    expect(flash.want('ann')).toBe('held');

    const open = ScriptedFlash.gathering();
    open.request('ann', { intent: 'intent-one' });
    expect(open.show.ask({ type: 'flash.cancel', flashId: open.sale.id })).toEqual(refusal('flash.open'));
    expect(typesOf(open.show.must({ type: 'flash.close', flashId: open.sale.id }))).toEqual([
      'flash.drawn',
      'hold.granted',
      'draw.closed',
      'flash.ended',
    ]);
    expect(open.show.must({ type: 'flash.close', flashId: open.sale.id })).toEqual([]);
    const another = v.parse(FlashId, 'another');
    expect(open.show.ask({ type: 'flash.close', flashId: another })).toEqual(refusal('flash.not-found'));
  });

  it('ends with its show, and says so to everybody in the draw', () => {
    const flash = ScriptedFlash.gathering();
    flash.request('ann', { intent: 'intent-one' });
    expect(typesOf(flash.show.must({ type: 'show.end' }))).toEqual([
      'flash.ended',
      'hold.rejected',
      'draw.closed',
      'show.ended',
    ]);
    expect(verdictOf(flash.ledger, buyer('ann').buyerId, 'intent-one')?.answer).toMatchObject({ reason: 'closed' });
    expect(flash.life).toMatchObject({ phase: 'over', reason: 'closed' });
  });

  it.each([
    ['flash.not-cheaper', {}, { priceMinor: 3_990 }],
    ['flash.elsewhere', { link: 'https://shop.example/tea' }, {}],
    ['flash.nothing-left', { stock: 0 }, {}],
  ] as const)('is refused as %s', (code, facts, terms) => {
    expect(new ScriptedFlash(facts).start(terms)).toEqual(refusal(code));
  });

  it('is refused for what viewers cannot see', () => {
    const flash = new ScriptedFlash();
    flash.show.must({ type: 'shelf.unlist', itemId: flash.itemId });
    expect(flash.start()).toEqual(refusal('flash.not-listed'));
  });

  it('is refused while another one runs, or the show does not', () => {
    const flash = ScriptedFlash.announced();
    expect(flash.start()).toEqual(refusal('flash.running'));
    flash.show.must({ type: 'show.end' });
    expect(flash.start()).toEqual(refusal('flash.show-not-running'));
  });

  it('keeps its product on the shelf, cheaper than it was', () => {
    const flash = ScriptedFlash.announced();
    const { itemId } = flash;
    const change = (facts: Parameters<typeof someFacts>[0]) =>
      flash.show.ask({ type: 'shelf.change', itemId, facts: someFacts(facts) });
    expect(flash.show.ask({ type: 'shelf.remove', itemId })).toEqual(refusal('shelf.in-flash'));
    expect(flash.show.ask({ type: 'shelf.unlist', itemId })).toEqual(refusal('shelf.in-flash'));
    expect(change({ priceMinor: DEAL_MINOR })).toEqual(refusal('shelf.in-flash'));
    expect(change({ stock: 4, name: 'Tea' })).toMatchObject({ ok: true });
    flash.show.must({ type: 'flash.cancel', flashId: flash.sale.id });
    expect(change({ priceMinor: DEAL_MINOR })).toMatchObject({ ok: true });
  });

  it('has bounds for its times', () => {
    const { terms } = new ScriptedFlash();
    const isTaken = (over: object) => v.is(FlashTerms, { ...terms, ...over });
    expect([9_999, 10_000, 300_000, 300_001].map((warmUpMs) => isTaken({ warmUpMs }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([59_999, 60_000, 1_200_000, 1_200_001].map((openMs) => isTaken({ openMs }))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
