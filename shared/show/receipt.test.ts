import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FlashId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { seededRandom } from '../random.ts';
import { makeSeed } from './draw.ts';
import { ScriptedFlash } from './flash-fixture.ts';
import { DrawReceipt } from './draw-receipt.ts';
import { faultOf, placeOf, ReceiptReader } from './receipt.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));

const readReceipt = (flash: ScriptedFlash, flashId = flash.sale.id): DrawReceipt | null => {
  const reader = new ReceiptReader(flashId);
  for (const logged of flash.show.log) reader.read(logged);
  return reader.receipt();
};

/** Some want one, some two, of fewer than that; somebody asks when the draw is over. */
const aDrawnSale = (seed: number): ScriptedFlash => {
  const random = seededRandom(seed);
  const flash = ScriptedFlash.gathering({ stock: Math.floor(random() * 20) + 1 }, { limitPerBuyer: 2 });
  const buyers = Math.floor(random() * 30);
  for (let at = 0; at < buyers; at += 1) {
    flash.request(`buyer-${at}`, { intent: `intent-of-${at}`, quantity: random() < 0.3 ? 2 : 1 });
  }
  flash.pass(500);
  flash.request('late', { intent: 'intent-late' });
  return flash;
};

const must = (flash: ScriptedFlash): DrawReceipt => {
  const receipt = readReceipt(flash);
  assert(receipt, 'it was drawn');
  return v.parse(DrawReceipt, JSON.parse(JSON.stringify(receipt)));
};

describe(`the receipt of a draw (seed ${SEED})`, () => {
  it('is what anybody comes to who draws again, whatever was asked', () => {
    for (let at = 0; at < 60; at += 1) {
      const receipt = must(aDrawnSale(SEED + at));
      expect(faultOf(receipt), `seed ${SEED + at}`).toBe('nothing');
      const granted = receipt.entries.filter(({ outcome }) => outcome === 'granted');
      expect(granted.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(receipt.units ?? 0);
    }
  });

  it('has every wish of the draw, found by who made it, and nobody’s name', () => {
    const flash = ScriptedFlash.gathering({ stock: 1 });
    flash.request('ann', { intent: 'intent-ann' });
    flash.request('bo', { intent: 'intent-bo' });
    flash.pass(500);
    flash.request('cy', { intent: 'intent-cy' });
    const receipt = must(flash);
    expect(receipt.entries).toHaveLength(2);
    const places = ['intent-ann', 'intent-bo'].map((intent) => placeOf(receipt, intent));
    expect(places.toSorted((left, right) => (left?.index ?? 0) - (right?.index ?? 0))).toEqual([
      { index: 0, outcome: 'granted' },
      { index: 1, outcome: 'waiting' },
    ]);
    expect(placeOf(receipt, 'intent-cy')).toBeNull();
    expect(JSON.stringify(receipt.entries)).not.toMatch(/ann|intent/);
  });

  it('is there once it is drawn, of that sale', () => {
    const flash = ScriptedFlash.gathering();
    expect(readReceipt(flash)).toBeNull();
    flash.pass(500);
    expect(readReceipt(flash)?.entries).toEqual([]);
    expect(readReceipt(flash, v.parse(FlashId, 'another'))).toBeNull();
  });

  it('tells on whoever meddled with it', () => {
    const flash = ScriptedFlash.gathering({ stock: 2 });
    for (const name of ['ann', 'bo', 'cy', 'di']) flash.request(name, { intent: `intent-${name}` });
    flash.pass(500);
    const receipt = must(flash);
    const [first, second, third, fourth] = receipt.entries;
    assert(first && second && third && fourth, 'four were in it');
    expect(faultOf({ ...receipt, seed: makeSeed(seededRandom(9)) })).toBe('seed');
    expect(faultOf({ ...receipt, announcedAtMs: receipt.opensAtMs })).toBe('time');
    expect(faultOf({ ...receipt, entries: [second, first, third, fourth] })).toBe('order');
    expect(faultOf({ ...receipt, units: 1 })).toBe('units');
    const favoured = [first, { ...second, outcome: 'waiting' as const }, { ...third, outcome: 'granted' as const }];
    expect(faultOf({ ...receipt, entries: [...favoured, fourth] })).toBe('units');
  });
});
