import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ShowAddress, ShowId } from '../../shared/ids.ts';
import { channel, createShow, openShows } from './shows-fixture.ts';
import { HOST } from '../../shared/show/actor.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';

describe('ShowRegistry', () => {
  it('creates a draft whose address is made of its title, and finds it by id and address', () => {
    const { shows } = openShows();
    const actor = createShow(shows, 'Spring Teas!');
    expect(actor.state).toMatchObject({ title: 'Spring Teas!', address: 'spring-teas', life: { phase: 'draft' } });
    expect(shows.get(actor.state.id)).toBe(actor);
    expect(shows.byAddress(actor.state.address)).toBe(actor);
    expect(shows.ofChannel(channel.id)).toEqual([actor]);
  });

  it('knows no show that was not created', () => {
    const { shows } = openShows();
    expect(shows.get(v.parse(ShowId, 'nothing'))).toBeNull();
    expect(shows.byAddress(v.parse(ShowAddress, 'nothing'))).toBeNull();
  });

  it('gives shows of one title addresses of their own', () => {
    const { shows } = openShows();
    const addresses = Array.from({ length: 22 }, () => createShow(shows, '春茶').state.address);
    expect(addresses.slice(0, 3)).toEqual(['春茶', '春茶-2', '春茶-3']);
    expect(addresses[19]).toBe('春茶-20');
    expect(addresses[20]).toMatch(/^春茶-[0-9a-z]{8}$/);
    expect(new Set(addresses).size).toBe(22);
  });

  it('finds an address for a title without a usable letter', () => {
    const { shows } = openShows();
    expect(createShow(shows, '🎉🎉').state.address).toMatch(/^show-[0-9a-z]{8}$/);
  });

  it('refuses an address that is taken, however it is spelled', () => {
    const { shows, store } = openShows();
    const ask = (address: string) =>
      shows.create({ channelId: channel.id, title: 'T', address: v.parse(ShowAddress, address), plan: NO_PLAN });
    expect(ask('full')).toMatchObject({ ok: true });
    expect(ask('full')).toEqual({ ok: false, error: { code: 'show.address-taken', field: 'address' } });
    expect(ask('ｆｕｌｌ')).toEqual({ ok: false, error: { code: 'show.address-taken', field: 'address' } });
    expect(store.records.allShows()).toHaveLength(1);
  });

  it('lists the newest show first, after a restart too', () => {
    const { shows, clock, openRegistry } = openShows();
    const older = createShow(shows, 'Older');
    clock.atMs += 1;
    const newer = createShow(shows, 'Newer');
    const titles = openRegistry()
      .ofChannel(channel.id)
      .map(({ state }) => state.title);
    expect(titles).toEqual([newer.state.title, older.state.title]);
  });

  it('interrupts what was live when the server stopped, and leaves the rest as it was', async () => {
    const { shows, openRegistry } = openShows();
    const [live, draft, ended] = [createShow(shows, 'Live'), createShow(shows, 'Draft'), createShow(shows, 'Ended')];
    for (const actor of [live, ended]) await actor.submit({ type: 'show.start' }, HOST);
    await ended.submit({ type: 'show.end' }, HOST);
    const restarted = openRegistry();
    await restarted.loseAll();
    const phaseOf = (id: ShowId) => restarted.get(id)?.state.life.phase;
    expect([live, draft, ended].map(({ state }) => phaseOf(state.id))).toEqual(['interrupted', 'draft', 'ended']);
    expect(restarted.running().map(({ state }) => state.id)).toEqual([live.state.id]);
  });
});
