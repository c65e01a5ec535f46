import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { HOST } from '../../shared/show/actor.ts';
import { DEAL_MINOR } from '../../shared/show/flash-fixture.ts';
import { HOLD_MS } from '../../shared/show/hold.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { buyer } from '../../shared/show/till-fixture.ts';
import { createShow, openShows } from '../shows/shows-fixture.ts';
import { Sweeper } from './sweeper.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] }));
afterEach(() => vi.useRealTimers());

/** A live show with a product, and time that passes for its clock and the sweeper's alike. */
const aShow = async () => {
  const { shows, clock, log } = openShows();
  const actor = createShow(shows);
  await actor.submit({ type: 'show.start' }, HOST);
  await actor.submit({ type: 'shelf.add', facts: someFacts(), visibility: 'listed' }, HOST);
  const [itemId] = actor.state.itemIds;
  assert(itemId, 'the product is there');
  const sweeper = new Sweeper({ shows: () => shows.loaded(), clock: () => clock.atMs, log });
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const pass = async (ms: number) => {
    for (let left = ms; left > 0;) {
      const step = Math.min(50, left);
      left -= step;
      clock.atMs += step;
      vi.advanceTimersByTime(step);
      await settled();
      await settled();
    }
  };
  return { actor, clock, sweeper, itemId, pass };
};

describe('the sweeper', () => {
  it('opens, draws and closes a flash sale within a step of its time', async () => {
    const { actor, sweeper, itemId, pass } = await aShow();
    const terms = { itemId, priceMinor: DEAL_MINOR, limitPerBuyer: 1, warmUpMs: 10_010, openMs: 60_000 };
    await actor.submit({ type: 'flash.start', terms, windowMs: 510 }, HOST);
    await pass(10_000);
    expect(actor.state.flash?.life.phase).toBe('warm-up');
    await pass(50);
    expect(actor.state.flash?.life).toMatchObject({ phase: 'open', draw: 'gathering' });
    await pass(500);
    expect(actor.state.flash?.life).toMatchObject({ phase: 'open', draw: 'gathering' });
    await pass(50);
    expect(actor.state.flash?.life).toMatchObject({ phase: 'open', draw: 'drawn' });
    await pass(60_000);
    expect(actor.state.flash?.life.phase).toBe('over');
    sweeper.close();
  });

  it('tells how many have entered a giveaway, and draws it within a step of its time', async () => {
    const { actor, sweeper, pass } = await aShow();
    const terms = { prize: 'A jar', itemId: null, winners: 1, word: null, openMs: 30_010 };
    await actor.submit({ type: 'giveaway.start', terms }, HOST);
    const giveawayId = actor.state.giveaway?.id;
    assert(giveawayId, 'it was started');
    await actor.submit({ type: 'giveaway.enter', giveawayId, intent: 'intent-1', name: 'Ann' }, buyer('ann'));
    expect(actor.state.giveaway?.entries).toBe(0);
    await pass(300);
    expect(actor.state.giveaway?.entries).toBe(1);
    await pass(29_700);
    expect(actor.state.giveaway?.life.phase).toBe('open');
    await pass(50);
    expect(actor.state.giveaway?.life).toMatchObject({ phase: 'drawn', winners: [{ name: 'Ann' }] });
    sweeper.close();
  });

  it('ends a hold when it has run out', async () => {
    const { actor, clock, sweeper, itemId, pass } = await aShow();
    const { priceMinor, currency } = someFacts();
    const wish = { intent: 'intent-1', itemId, quantity: 1, seen: { priceMinor, currency } };
    await actor.submit({ type: 'hold.request', ...wish }, buyer('ann'));
    clock.atMs += HOLD_MS - 100;
    await pass(50);
    expect(actor.state.items[itemId]?.held).toBe(1);
    await pass(300);
    expect(actor.state.items[itemId]?.held).toBe(0);
    sweeper.close();
  });

  it('does nothing any more when it is closed', async () => {
    const { actor, sweeper, itemId, pass } = await aShow();
    const terms = { itemId, priceMinor: DEAL_MINOR, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
    await actor.submit({ type: 'flash.start', terms, windowMs: 500 }, HOST);
    await pass(9_900);
    sweeper.close();
    await pass(1_000);
    expect(actor.state.flash?.life.phase).toBe('warm-up');
  });
});
