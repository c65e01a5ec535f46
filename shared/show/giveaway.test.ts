import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { GiveawayId } from '../ids.ts';
import { assert } from '../invariant.ts';
import { commitmentOf, ticketOf } from './draw.ts';
import type { ShowEvent } from './event.ts';
import { ScriptedGiveaway } from './giveaway-fixture.ts';
import { GiveawayTerms } from './giveaway-terms.ts';
import { giveawayDueMs } from './giveaway.ts';
import { holdsOfBuyer } from './ledger.ts';
import { someFacts } from './show-fixture.ts';
import { buyer } from './till-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });
const typesOf = (events: readonly ShowEvent[]) => events.map(({ type }) => type);
const names = Array.from({ length: 8 }, (_, index) => `viewer-${index}`);
const someOf = (room: ScriptedGiveaway) => names.map((name) => room.enter(name));

describe('a giveaway', () => {
  it('is told with its deadline and the hash of a seed that nobody is told, and sets aside what can be won', () => {
    const room = new ScriptedGiveaway({ stock: 5 }, { winners: 3 });
    const started = room.start();
    assert(started.ok, 'it may start');
    expect(typesOf(started.value)).toEqual(['draw.opened', 'giveaway.started']);
    const [opened] = started.value;
    assert(opened?.type === 'draw.opened', 'the seed is kept');
    expect(room.giveaway).toMatchObject({
      commitment: commitmentOf(opened.seed),
      closesAtMs: room.show.atMs + 30_000,
      entries: 0,
      life: { phase: 'open' },
    });
    expect(JSON.stringify(room.giveaway)).not.toContain(opened.seed);
    expect(room.whereabouts).toEqual([3, 0, 0]);
    expect(room.want('ann', { quantity: 3 })).toBe('not-enough');
    expect(room.want('ann', { quantity: 2 })).toBe('held');
    expect(room.want('bo')).toBe('waiting');
  });

  it('is entered once by each, whatever their pages say, until its deadline', () => {
    const room = ScriptedGiveaway.open();
    expect(room.enter('ann')).toMatchObject({ ok: true, value: [{ type: 'chatter.joined' }, { type: 'draw.joined' }] });
    expect(room.enter('ann')).toEqual({ ok: true, value: [] });
    expect(room.enter('ann', 'another-key')).toEqual({ ok: true, value: [] });
    room.show.atMs = room.giveaway.closesAtMs - 1;
    expect(room.enter('bo')).toMatchObject({ ok: true });
    room.show.atMs += 1;
    expect(room.enter('cy')).toEqual(refusal('giveaway.not-open'));
    room.pass(0);
    expect(room.giveaway.entries).toBe(2);
  });

  it('says how many are in it, and draws when it is time and not a millisecond before', () => {
    const room = ScriptedGiveaway.open({}, { winners: 2 });
    expect(giveawayDueMs(room.show.state)).toBe(room.giveaway.closesAtMs);
    someOf(room);
    expect(giveawayDueMs(room.show.state)).toBe(0);
    expect(room.pass(0)).toEqual([{ type: 'giveaway.counted', giveawayId: room.giveaway.id, entries: 8 }]);
    expect(room.pass(29_999)).toEqual([]);
    expect(typesOf(room.pass(1))).toEqual(['giveaway.drawn', 'hold.won', 'hold.won', 'draw.over']);
    expect(giveawayDueMs(room.show.state)).toBeNull();
    expect(room.pass(60_000)).toEqual([]);
  });

  it('names its winners to all, and each has a piece that costs nothing', () => {
    const room = ScriptedGiveaway.open({ stock: 4 }, { winners: 3 });
    someOf(room);
    room.pass(30_000);
    expect(new Set(room.winners).size).toBe(3);
    const { life } = room.giveaway;
    assert(life.phase === 'drawn', 'it was drawn');
    expect(commitmentOf(life.seed)).toBe(room.giveaway.commitment);
    for (const { name, mark, ticket } of life.winners) {
      expect(mark).toBe(room.markOf(name));
      expect(ticket).toBe(ticketOf(room.giveaway.id, `intent-of-${name}`));
      expect(holdsOfBuyer(room.ledger, buyer(name).buyerId)).toMatchObject([
        { itemId: room.itemId, quantity: 1, priceMinor: 0, life: { state: 'won' } },
      ]);
    }
    expect(room.whereabouts).toEqual([0, 0, 3]);
    expect(room.want('ann', { quantity: 2 })).toBe('not-enough');
    expect(room.want(room.winners[0] ?? '')).toBe('held');
  });

  it('gives back what nobody won to those who wait, and to the shelf', () => {
    const room = ScriptedGiveaway.open({ stock: 3 }, { winners: 3 });
    room.enter('ann');
    expect(room.want('bo')).toBe('waiting');
    expect(typesOf(room.pass(30_000))).toEqual(['giveaway.drawn', 'hold.won', 'draw.over', 'hold.offered']);
    expect(room.newest('bo').life.state).toBe('held');
    expect(room.whereabouts).toEqual([1, 0, 1]);
  });

  it('has no winners where nobody has entered', () => {
    const room = ScriptedGiveaway.open({ stock: 1 });
    expect(typesOf(room.pass(30_000))).toEqual(['giveaway.drawn', 'draw.over']);
    expect(room.winners).toEqual([]);
    expect(room.whereabouts).toEqual([0, 0, 0]);
  });

  it('can be of what is not on the shelf', () => {
    const room = ScriptedGiveaway.open({}, { itemId: null, winners: 20 });
    someOf(room);
    expect(typesOf(room.pass(30_000))).toEqual(['giveaway.drawn', 'draw.over']);
    expect(room.winners.toSorted()).toEqual(names);
    expect(room.whereabouts).toEqual([0, 0, 0]);
  });

  it('is entered by a message that has its word, and by nothing else then', () => {
    const room = ScriptedGiveaway.open({}, { word: 'Spring' });
    expect(room.enter('ann')).toEqual(refusal('giveaway.by-comment'));
    room.write('ann', 'Hello');
    room.write('bo', 'spríng, please!');
    room.write('cy', 'offspring');
    room.write('bo', 'Spring');
    room.pass(0);
    expect(room.giveaway.entries).toBe(1);
    room.pass(30_000);
    expect(room.winners).toEqual(['bo']);
  });

  it('is not entered by words that wait for the staff, nor by a question', () => {
    const room = ScriptedGiveaway.open({}, { word: 'spring' });
    room.show.must({ type: 'chat.holdWords', words: ['scam'] });
    const held = room.write('ann', 'scam spring');
    assert(held.ok, 'it waits');
    expect(typesOf(held.value)).toEqual(['chatter.joined', 'moderation.held']);
    room.show.atMs += 2_000;
    room.show.must({ type: 'question.ask', name: 'bo', text: 'Is it spring?' }, buyer('bo'));
    expect(room.ledger.giveaway?.count).toBe(0);
  });

  it('is for nobody who is muted or banned, and under no name that the staff holds back', () => {
    const room = ScriptedGiveaway.open();
    room.write('mo', 'Hello');
    room.show.must({ type: 'chat.restrict', mark: room.markOf('mo'), standing: 'muted' });
    expect(room.enter('mo')).toEqual(refusal('chat.muted'));
    room.show.must({ type: 'chat.restrict', mark: room.markOf('mo'), standing: 'banned' });
    expect(room.enter('mo')).toEqual(refusal('chat.banned'));
    room.show.must({ type: 'chat.holdWords', words: ['scam'] });
    expect(room.enter('Scam')).toEqual(refusal('giveaway.name-refused'));
  });

  it('has nobody in it who is banned while it runs', () => {
    const room = ScriptedGiveaway.open();
    room.enter('ann');
    room.enter('bo');
    const banned = room.show.must({ type: 'chat.restrict', mark: room.markOf('ann'), standing: 'banned' });
    expect(typesOf(banned)).toEqual(['moderation.restricted', 'draw.left']);
    room.pass(30_000);
    expect(room.giveaway.entries).toBe(1);
    expect(room.winners).toEqual(['bo']);
  });

  it('leaves a viewer who enters by a tap free to write at once', () => {
    const room = new ScriptedGiveaway();
    room.show.atMs += 60_000;
    room.start();
    room.show.must({ type: 'chat.slow', seconds: 60 });
    room.enter('ann');
    expect(room.write('ann', 'Hello')).toMatchObject({ ok: true });
  });

  it('is cancelled before its draw only, as often as one asks, and what is set aside goes to who waits', () => {
    const room = ScriptedGiveaway.open({ stock: 1 });
    const giveawayId = room.giveaway.id;
    room.enter('ann');
    room.want('bo');
    const cancelled = room.show.must({ type: 'giveaway.cancel', giveawayId });
    expect(typesOf(cancelled)).toEqual(['giveaway.cancelled', 'draw.over', 'hold.offered']);
    expect(room.show.must({ type: 'giveaway.cancel', giveawayId })).toEqual([]);
    expect(room.pass(30_000)).toEqual([]);
    expect(room.giveaway.life).toEqual({ phase: 'cancelled' });
    expect(room.whereabouts).toEqual([1, 0, 0]);

    const drawn = ScriptedGiveaway.open();
    const cancel = (id: GiveawayId) => drawn.show.ask({ type: 'giveaway.cancel', giveawayId: id });
    drawn.show.atMs = drawn.giveaway.closesAtMs;
    expect(cancel(drawn.giveaway.id)).toEqual(refusal('giveaway.not-open'));
    drawn.pass(0);
    expect(cancel(drawn.giveaway.id)).toEqual(refusal('giveaway.not-open'));
    expect(cancel(v.parse(GiveawayId, 'another'))).toEqual(refusal('giveaway.not-open'));
  });

  it('ends with its show, without winners', () => {
    const room = ScriptedGiveaway.open({ stock: 1 });
    room.enter('ann');
    expect(typesOf(room.show.must({ type: 'show.end' }))).toEqual(['giveaway.cancelled', 'draw.over', 'show.ended']);
    expect(room.whereabouts).toEqual([0, 0, 0]);
    expect(room.enter('bo')).toEqual(refusal('giveaway.not-open'));
    expect(room.start()).toEqual(refusal('giveaway.show-not-running'));
  });

  it('is one at a time', () => {
    const room = ScriptedGiveaway.open({ stock: 5 });
    expect(room.start()).toEqual(refusal('giveaway.running'));
    const first = room.giveaway.id;
    room.enter('ann');
    room.pass(30_000);
    expect(room.start()).toMatchObject({ ok: true });
    expect(room.giveaway.id).not.toBe(first);
    expect(room.enter('ann')).toMatchObject({ ok: true, value: [{ type: 'draw.joined' }] });
  });

  it('needs a product that viewers see, with a piece for each winner', () => {
    expect(new ScriptedGiveaway({ stock: 2 }, { winners: 3 }).start()).toEqual(refusal('giveaway.too-few-left'));
    const room = new ScriptedGiveaway({ stock: 2 });
    room.want('ann');
    room.want('bo', { quantity: 2 });
    expect(room.start({ winners: 2 })).toEqual(refusal('giveaway.too-few-left'));
    room.show.must({ type: 'shelf.unlist', itemId: room.itemId });
    expect(room.start()).toEqual(refusal('shelf.item-not-found'));
  });

  it('keeps its product on the shelf, with as much as can be won', () => {
    const room = ScriptedGiveaway.open({ stock: 5 }, { winners: 3 });
    const { itemId } = room;
    const change = (stock: number) => room.show.ask({ type: 'shelf.change', itemId, facts: someFacts({ stock }) });
    expect(room.show.ask({ type: 'shelf.remove', itemId })).toEqual(refusal('shelf.item-held'));
    expect(change(2)).toEqual(refusal('shelf.stock-promised'));
    expect(change(3)).toMatchObject({ ok: true });
    someOf(room);
    room.pass(30_000);
    expect(change(2)).toEqual(refusal('shelf.stock-promised'));
    expect(room.want('ann')).toBe('sold-out');
  });

  it('ends a flash sale of its product with the last piece', () => {
    const room = ScriptedGiveaway.open({ stock: 1 });
    room.enter('ann');
    const { itemId, show } = room;
    const terms = { itemId, priceMinor: 1, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
    expect(show.ask({ type: 'flash.start', terms, windowMs: 500 })).toEqual(refusal('flash.nothing-left'));
    const other = ScriptedGiveaway.open({ stock: 2 });
    other.enter('ann');
    other.show.must({ type: 'flash.start', terms: { ...terms, itemId: other.itemId }, windowMs: 500 });
    for (const ms of [10_000, 500]) {
      other.show.atMs += ms;
      other.show.must({ type: 'flash.advance' }, { role: 'system' });
    }
    expect(other.want('bo', { priceMinor: 1 })).toBe('held');
    other.pay(other.newest('bo').holdId);
    expect(typesOf(other.pass(19_500))).toEqual(['giveaway.drawn', 'hold.won', 'draw.over', 'flash.ended']);
  });

  it('has bounds for its time, its winners and its words', () => {
    const { terms } = new ScriptedGiveaway();
    const isTaken = (over: object) => v.is(GiveawayTerms, { ...terms, ...over });
    expect([29_999, 30_000, 900_000, 900_001].map((openMs) => isTaken({ openMs }))).toEqual([false, true, true, false]);
    expect([0, 1, 20, 21].map((winners) => isTaken({ winners }))).toEqual([false, true, true, false]);
    expect(['', 'A jar', 'x'.repeat(81)].map((prize) => isTaken({ prize }))).toEqual([false, true, false]);
    expect(['', 'spring', 'x'.repeat(25)].map((word) => isTaken({ word }))).toEqual([false, true, false]);
  });
});
