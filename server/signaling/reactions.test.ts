import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOST } from '../../shared/show/actor.ts';
import { MAX_TAPS, NO_REACTIONS } from '../../shared/protocol/reactions.ts';
import { asStudio, asViewer, openServer, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ limits: { reactionsEveryMs: 40 } });
});
afterAll(() => server.close());

const aRoom = async () => {
  const show = await server.aShow();
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  await show.actor.submit({ type: 'show.start' }, HOST);
  const visit = async () => {
    const page = await server.connect({});
    await page.open(asViewer(show.actor));
    return page;
  };
  return { host, visit, actor: show.actor };
};

describe('what viewers tap', () => {
  it('reaches everybody added up, and is no part of the log', async () => {
    const { host, visit, actor } = await aRoom();
    const pages = [await visit(), await visit(), await visit()];
    const { seq } = actor.state;
    await Promise.all(pages.map((page) => page.call('reaction.tap', { heart: 3, thumb: 1, laugh: 0 })));
    for (const page of [...pages, host]) {
      const told = await page.tick('reactions.counted');
      expect(told.heart).toBe(3 * told.thumb);
    }
    expect(actor.state.seq).toBe(seq);
  });

  it('comes as one count, however many taps there are', async () => {
    const { host, visit } = await aRoom();
    const page = await visit();
    await page.call('reaction.tap', { ...NO_REACTIONS, heart: 1 });
    expect(await host.tick('reactions.counted')).toEqual({ heart: 1, thumb: 0, laugh: 0 });
    for (let request = 0; request < 4; request += 1) {
      await page.call('reaction.tap', { ...NO_REACTIONS, heart: MAX_TAPS });
    }
    await expect.poll(() => host.ticks('reactions.counted')).toBeGreaterThan(1);
    expect(host.ticks('reactions.counted')).toBeLessThan(5);
  });

  it('is as much as fingers make', async () => {
    const { visit } = await aRoom();
    const page = await visit();
    const tooMany = { ...NO_REACTIONS, heart: MAX_TAPS + 1 };
    expect(await page.refusal('reaction.tap', tooMany)).toBe('request.malformed');
    const asked = Array.from({ length: 20 }, () => page.refusal('reaction.tap', { ...NO_REACTIONS, heart: 1 }));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(['succeeded', 'request.too-many']));
  });
});
