import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FlashId, GiveawayId, type DrawId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { seededRandom } from '../random.ts';
import { makeSeed } from './draw.ts';
import { ScriptedFlash } from './flash-fixture.ts';
import { DrawReceipt } from './draw-receipt.ts';
import { ScriptedGiveaway } from './giveaway-fixture.ts';
import { faultOf, placeOf, ReceiptReader } from './receipt.ts';
import type { ScriptedTill } from './till-fixture.ts';

const SEED = Number(process.env.TALLY_SEED ?? Math.floor(Math.random() * 1e9));

const readOf = ({ show }: ScriptedTill, drawId: DrawId): DrawReceipt | null => {
  const reader = new ReceiptReader(drawId);
  for (const logged of show.log) reader.read(logged);
  return reader.receipt();
};
const readReceipt = (flash: ScriptedFlash, flashId = flash.sale.id) => readOf(flash, flashId);

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

const must = (flash: ScriptedFlash): DrawReceipt => stored(readReceipt(flash));

const stored = (receipt: DrawReceipt | null): DrawReceipt => {
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

describe(`the receipt of a giveaway (seed ${SEED})`, () => {
  /** As many as chance has it, some of them banned, in a show with a flash sale of the same product. */
  const aDrawnGiveaway = (seed: number): ScriptedGiveaway => {
    const random = seededRandom(seed);
    const room = ScriptedGiveaway.open({ stock: 40 }, { winners: 1 + Math.floor(random() * 20) });
    const count = Math.floor(random() * 30);
    for (let at = 0; at < count; at += 1) {
      room.enter(`viewer-${at}`);
      if (random() < 0.2) room.want(`viewer-${at}`);
      const mark = room.markOf(`viewer-${at}`);
      if (random() < 0.1) room.show.must({ type: 'chat.restrict', mark, standing: 'banned' });
    }
    room.pass(30_000);
    return room;
  };

  it('is what anybody comes to who draws again, whoever entered and was put out', () => {
    for (let at = 0; at < 60; at += 1) {
      const room = aDrawnGiveaway(SEED + at);
      const receipt = stored(readOf(room, room.giveaway.id));
      expect(faultOf(receipt), `seed ${SEED + at}`).toBe('nothing');
      expect(receipt).toMatchObject({ kind: 'giveaway', units: room.terms.winners });
      expect(receipt.entries).toHaveLength(room.giveaway.entries);
      const { life } = room.giveaway;
      assert(life.phase === 'drawn', 'it was drawn');
      const granted = receipt.entries.filter(({ outcome }) => outcome === 'granted').map(({ ticket }) => ticket);
      expect(granted).toEqual(life.winners.map(({ ticket }) => ticket));
      expect(JSON.stringify(receipt.entries)).not.toMatch(/viewer|intent/);
    }
  });

  it('has a winner for each that was told, also of two whose pages made the same ticket', () => {
    const room = ScriptedGiveaway.open({}, { itemId: null, winners: 1 });
    for (const name of ['ann', 'bo']) room.enter(name, 'the-same-intent');
    room.pass(30_000);
    const receipt = stored(readOf(room, room.giveaway.id));
    expect(receipt.entries.map(({ outcome }) => outcome)).toEqual(['granted', 'nothing']);
    expect(faultOf(receipt)).toBe('nothing');
  });

  it('gives everybody the same chance', () => {
    const wins = new Map<string, number>();
    const rounds = 400;
    for (let at = 0; at < rounds; at += 1) {
      const room = ScriptedGiveaway.open({}, { itemId: null }, seededRandom(SEED + at));
      for (const name of ['ann', 'bo', 'cy', 'di']) room.enter(name);
      room.pass(30_000);
      for (const name of room.winners) wins.set(name, (wins.get(name) ?? 0) + 1);
    }
    // Four standard deviations of 400 draws of one in four.
    for (const name of ['ann', 'bo', 'cy', 'di']) expect(Math.abs((wins.get(name) ?? 0) - 100)).toBeLessThan(36);
  });

  it('is there once it is drawn, and finds one’s own entry', () => {
    const room = ScriptedGiveaway.open();
    room.enter('ann');
    expect(readOf(room, room.giveaway.id)).toBeNull();
    room.pass(30_000);
    const receipt = stored(readOf(room, room.giveaway.id));
    expect(placeOf(receipt, 'intent-of-ann')).toEqual({ index: 0, outcome: 'granted' });
    expect(placeOf(receipt, 'intent-of-bo')).toBeNull();
    expect(readOf(room, v.parse(GiveawayId, 'another'))).toBeNull();
    const cancelled = ScriptedGiveaway.open();
    cancelled.show.must({ type: 'giveaway.cancel', giveawayId: cancelled.giveaway.id });
    expect(readOf(cancelled, cancelled.giveaway.id)).toBeNull();
  });

  it('tells on whoever gave to another than was drawn, or committed too late', () => {
    const room = ScriptedGiveaway.open({}, { itemId: null });
    for (const name of ['ann', 'bo', 'cy']) room.enter(name);
    room.pass(30_000);
    const receipt = stored(readOf(room, room.giveaway.id));
    const [first, second, third] = receipt.entries;
    assert(first && second && third, 'three were in it');
    const favoured = [{ ...first, outcome: 'nothing' as const }, { ...second, outcome: 'granted' as const }, third];
    expect(faultOf({ ...receipt, entries: favoured })).toBe('units');
    expect(faultOf({ ...receipt, announcedAtMs: receipt.opensAtMs + 1 })).toBe('time');
  });
});
