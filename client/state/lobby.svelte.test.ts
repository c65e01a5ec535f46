import { describe, expect, it } from 'vitest';
import { Lobby } from './lobby.svelte.ts';
import { aShowCard, FakeOffice } from './testing/fake-office.ts';
import { seenBy } from './testing/seen.svelte.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';

const OWNER = { name: 'Tea House', handle: 'tea', password: 'longjing' };

const aLobby = (visit: 'first-run' | 'signed-out' | 'signed-in' = 'first-run') => {
  const office = new FakeOffice();
  if (visit !== 'first-run') office.account = OWNER;
  office.isSignedIn = visit === 'signed-in';
  const controller = new AbortController();
  return { lobby: new Lobby(office.call, controller.signal), office, controller };
};

describe('arriving', () => {
  it('finds a server without an owner', async () => {
    const { lobby, office } = aLobby();
    const seen = seenBy(() => lobby.visitor?.state ?? 'unknown');
    await lobby.load();
    expect(seen.values).toEqual(['unknown', 'first-run']);
    expect(lobby.shows).toBeNull();
    expect(office.asked).toEqual(['visitor']);
    seen.stop();
  });

  it('shows the owner’s shows', async () => {
    const { lobby, office } = aLobby('signed-in');
    office.shows.push(aShowCard('spring'));
    await lobby.load();
    expect(lobby.visitor).toMatchObject({ state: 'signed-in', channel: { name: 'Tea House' } });
    expect(lobby.shows?.map(({ title }) => title)).toEqual(['spring']);
  });

  it.each(['visitor', 'listShows'] as const)('says why when %s fails, and tries again', async (endpoint) => {
    const { lobby, office } = aLobby('signed-in');
    office.failures.set(endpoint, 'net.unreachable');
    await lobby.load();
    expect(lobby.problem).toBe('net.unreachable');
    office.failures.clear();
    await lobby.load();
    expect(lobby.problem).toBeNull();
    expect(lobby.shows).toEqual([]);
  });

  it('lets an error that is none of the world’s pass', async () => {
    const { lobby, controller } = aLobby();
    controller.abort();
    await expect(lobby.load()).rejects.toThrow(DOMException);
  });
});

describe('signing up, in and out', () => {
  it('creates the channel and goes on to its shows', async () => {
    const { lobby } = aLobby();
    await lobby.load();
    expect(await lobby.signUp(OWNER)).toMatchObject({ ok: true });
    expect(lobby.visitor?.state).toBe('signed-in');
    expect(lobby.shows).toEqual([]);
  });

  it('refuses a wrong password and stays where it was', async () => {
    const { lobby } = aLobby('signed-out');
    await lobby.load();
    const refused = await lobby.signIn({ handle: 'tea', password: 'oolong' });
    expect(refused).toEqual({ ok: false, error: { code: 'auth.wrong-password' } });
    expect(lobby.visitor?.state).toBe('signed-out');
    expect(lobby.problem).toBeNull();
  });

  it('signs in although the shows cannot be listed, which is told where they would be', async () => {
    const { lobby, office } = aLobby('signed-out');
    await lobby.load();
    office.failures.set('listShows', 'store.unavailable');
    expect(await lobby.signIn(OWNER)).toMatchObject({ ok: true });
    expect(lobby.visitor?.state).toBe('signed-in');
    expect(lobby.problem).toBe('store.unavailable');
  });

  it('forgets the shows of who signed out', async () => {
    const { lobby, office } = aLobby('signed-in');
    office.shows.push(aShowCard('spring'));
    await lobby.load();
    expect(await lobby.signOut()).toMatchObject({ ok: true });
    expect(lobby.visitor?.state).toBe('signed-out');
    expect(lobby.shows).toBeNull();
  });

  it('stays signed in when signing out fails', async () => {
    const { lobby, office } = aLobby('signed-in');
    await lobby.load();
    office.failures.set('signOut', 'net.unreachable');
    expect(await lobby.signOut()).toEqual({ ok: false, error: { code: 'net.unreachable' } });
    expect(lobby.visitor?.state).toBe('signed-in');
    expect(lobby.shows).toEqual([]);
  });

  it('has signed out although the page cannot be read again, which it says', async () => {
    const { lobby, office } = aLobby('signed-in');
    await lobby.load();
    office.failures.set('visitor', 'net.unreachable');
    expect(await lobby.signOut()).toMatchObject({ ok: true });
    expect(lobby.problem).toBe('net.unreachable');
  });
});

describe('a new show', () => {
  it('is the first of the list', async () => {
    const { lobby, office } = aLobby('signed-in');
    office.shows.push(aShowCard('spring'));
    await lobby.load();
    const created = await lobby.createShow({ title: 'summer', address: null, plan: NO_PLAN });
    expect(created).toMatchObject({ ok: true, value: { title: 'summer' } });
    expect(lobby.shows?.map(({ title }) => title)).toEqual(['summer', 'spring']);
  });

  it('is called and planned otherwise at its place', async () => {
    const { lobby, office } = aLobby('signed-in');
    office.shows.push(aShowCard('spring'), aShowCard('summer'));
    await lobby.load();
    const [spring] = office.shows;
    const plan = { startsAtMs: 9_000, category: 'food', visibility: 'listed' } as const;
    await lobby.changeShow({ showId: spring?.id ?? aShowCard('none').id, title: 'Autumn', plan });
    expect(lobby.shows?.map(({ title }) => title)).toEqual(['Autumn', 'summer']);
    expect(lobby.shows?.[0]?.plan).toEqual(plan);
  });

  it('that is refused changes nothing', async () => {
    const { lobby, office } = aLobby('signed-in');
    await lobby.load();
    office.failures.set('createShow', 'show.address-taken');
    const refused = await lobby.createShow({ title: 'summer', address: null, plan: NO_PLAN });
    expect(refused).toEqual({ ok: false, error: { code: 'show.address-taken' } });
    expect(lobby.shows).toEqual([]);
  });
});
