import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { Scope } from '../../shared/lifetime.ts';
import type { ListedShow } from '../../shared/protocol/lobby.ts';
import { fakeClock } from '../platform/fake-clock.ts';
import { Listings } from './listings.svelte.ts';
import { aListedShow } from './testing/a-listed-show.ts';
import { settle } from './testing/settle.ts';

const open = (...shows: readonly ListedShow[]) => {
  const clock = fakeClock();
  const world: { answer: readonly ListedShow[] | AppError; hidden: boolean; asked: number } = {
    answer: shows,
    hidden: false,
    asked: 0,
  };
  const read = () => {
    world.asked += 1;
    return world.answer instanceof AppError ? Promise.reject(world.answer) : Promise.resolve(world.answer);
  };
  const scope = new Scope((error) => {
    throw error;
  });
  const listings = new Listings({ shows, read, isHidden: () => world.hidden, clock }, scope);
  const pass = async () => {
    await clock.advance(10_000);
    await settle();
  };
  return { listings, world, pass, scope };
};

describe('what there is to watch', () => {
  it('is refreshed every ten seconds while somebody looks', async () => {
    const { listings, world, pass, scope } = open(aListedShow({ address: 'aa' }));
    world.answer = [aListedShow({ address: 'aa', title: 'New' }), aListedShow({ address: 'bb' })];
    await pass();
    expect(listings.shows.map(({ title }) => title)).toEqual(['New', 'bb']);
    world.hidden = true;
    await pass();
    expect(world.asked).toBe(1);
    world.hidden = false;
    await scope.close();
    await pass();
    expect(world.asked).toBe(1);
  });

  it('stays, and is said to be old, while the server does not answer', async () => {
    const { listings, world, pass } = open(aListedShow());
    world.answer = new AppError('net.unreachable');
    await pass();
    expect(listings.freshness).toBe('stale');
    expect(listings.shows).toHaveLength(1);
    world.answer = [];
    await pass();
    expect(listings.freshness).toBe('fresh');
  });

  it('can be of one category', () => {
    const { listings } = open(
      aListedShow({ address: 'aa', category: 'food' }),
      aListedShow({ address: 'bb', category: 'home' }),
    );
    expect([...listings.categories]).toEqual(['food', 'home']);
    listings.choose('home');
    expect(listings.shows.map(({ address }) => address)).toEqual(['bb']);
    listings.choose('toys');
    expect(listings.shows).toEqual([]);
    expect(listings.isEmpty).toBe(false);
    listings.choose(null);
    expect(listings.shows).toHaveLength(2);
  });
});
