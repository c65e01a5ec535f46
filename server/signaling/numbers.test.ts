import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { valuesOf } from '../../shared/buckets.ts';
import { assert } from '../../shared/invariant.ts';
import type { NumbersReport } from '../../shared/show/numbers-report.ts';
import { HOST, SYSTEM } from '../../shared/show/actor.ts';
import { Buyers } from '../till/buyers.ts';
import { asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer({ limits: { lookEveryMs: 5, audienceEveryMs: 20, interruptAfterMs: 3_600_000 } });
});
afterAll(() => server.close());

const aCookie = (): string => new Buyers('http').welcome(undefined)?.split(';')[0] ?? '';

/** A show in which one product is explained, its host, and a way to come and watch. */
const aRoom = async () => {
  const show = await server.aShow();
  const { actor } = show;
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(actor));
  const visit = async (cookie = aCookie()) => {
    const page = await server.connect({ cookie });
    await page.open(asViewer(actor));
    return page;
  };
  const start = async () => {
    await actor.submit({ type: 'show.start' }, HOST);
    const { itemId } = await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    const { calloutId } = await host.call('callout.open', { itemId });
    return { itemId, calloutId };
  };
  /** The numbers, once they are so. */
  const numbers = async (areSo: (report: NumbersReport) => boolean): Promise<NumbersReport> => {
    for (;;) {
      const counted = new Promise<void>((resolve) => {
        const listening = actor.listen((events) => {
          if (!events.some(({ event }) => event.type === 'audience.counted')) return;
          listening.close();
          resolve();
        });
      });
      const report = await host.call('numbers.read', {});
      if (areSo(report)) return report;
      await counted;
    }
  };
  return { actor, host, visit, start, numbers };
};

describe('the numbers of a show', () => {
  it('count people, not their pages, in visits and time: two tabs and a reload are one visit', async () => {
    const { visit, start, numbers } = await aRoom();
    await start();
    const cookie = aCookie();
    const first = await visit(cookie);
    await visit(cookie);
    await visit();
    expect(await numbers(({ unique }) => unique === 2)).toMatchObject({ watching: 3, views: 2, peak: 3 });
    await first.leave();
    await visit(cookie);
    const { unique, views, watchedMs, samples } = await numbers(({ watchedMs: sum }) => sum >= 100);
    expect([unique, views]).toEqual([2, 2]);
    expect(watchedMs).toBeGreaterThanOrEqual(100);
    expect(samples.at(-1)?.watching).toBe(3);
  });

  it('begin with the show, and end with it', async () => {
    const { actor, visit, start, numbers } = await aRoom();
    await visit();
    expect(await numbers(() => true)).toMatchObject({ watching: 1, unique: 0, views: 0, watchedMs: 0, samples: [] });
    await start();
    await numbers(({ unique }) => unique === 1);
    await actor.submit({ type: 'show.end' }, SYSTEM);
    await actor.submit({ type: 'show.end' }, HOST);
    const { samples } = await numbers((report) => report.samples.at(-1)?.watching === 0);
    expect(samples.map(({ watching }) => watching)).toContain(1);
    expect(valuesOf(actor.state.numbers?.visitors ?? [])).toEqual([{ leftAtMs: expect.any(Number) as number }]);
  });

  it('are told to nobody who has not the show in hand, and name nobody', async () => {
    const { actor, host, visit, start, numbers } = await aRoom();
    await start();
    const page = await visit();
    const report = await numbers(({ unique }) => unique === 1);
    expect(await page.refusal('numbers.read', {})).toBe('auth.forbidden');
    const text = JSON.stringify([report, host.frames, page.frames]);
    const [[visitorId] = []] = actor.state.numbers?.visitors.flat(2) ?? [];
    assert(visitorId, 'somebody is counted');
    expect(text).not.toContain(visitorId);
    expect(page.events).not.toContain('audience.counted');
  });
});

describe('what a viewer notices', () => {
  it('counts once a page, under the time in which it was explained; a press is a sight too', async () => {
    const { host, visit, start, numbers } = await aRoom();
    const { itemId, calloutId } = await start();
    const [ann, bo] = [await visit(), await visit()];
    const seen = { kind: 'seen', itemId, calloutId } as const;
    await ann.call('viewer.notice', { notices: [seen, seen] });
    await ann.call('viewer.notice', { notices: [seen, { ...seen, kind: 'pressed' }] });
    await bo.call('viewer.notice', { notices: [{ ...seen, kind: 'pressed' }] });
    await bo.call('viewer.notice', { notices: [{ kind: 'seen', itemId, calloutId: null }] });
    await host.call('callout.close', { calloutId });
    await ann.call('viewer.notice', { notices: [{ ...seen, kind: 'pressed' }] });
    const { products, callouts } = await numbers((report) => report.products[0]?.impressions === 3);
    expect(products).toMatchObject([{ itemId, name: 'Longjing', impressions: 3, clicks: 2 }]);
    expect(callouts).toMatchObject([{ calloutId, impressions: 2, clicks: 2 }]);
    expect(callouts[0]?.closedAtMs).not.toBeNull();
  });

  it('is left out where it cannot be', async () => {
    const { actor, host, visit, start, numbers } = await aRoom();
    const early = await visit();
    const { itemId: before } = await host.call('shelf.add', { facts: someFacts(), visibility: 'listed' });
    await early.call('viewer.notice', { notices: [{ kind: 'seen', itemId: before, calloutId: null }] });
    const { itemId, calloutId } = await start();
    const page = await visit();
    const { itemId: hidden } = await host.call('shelf.add', { facts: someFacts(), visibility: 'hidden' });
    const notices = [
      { kind: 'pressed', itemId: hidden, calloutId: null },
      { kind: 'pressed', itemId: 'none', calloutId: null },
      { kind: 'pressed', itemId: before, calloutId },
      { kind: 'pressed', itemId, calloutId: 'none' },
    ];
    expect(await page.ask('viewer.notice', { notices })).toMatchObject({ t: 'reply' });
    await page.call('viewer.notice', { notices: [{ kind: 'seen', itemId, calloutId: null }] });
    await numbers((report) => report.products.some(({ impressions }) => impressions > 0));
    expect(actor.state.numbers?.products).toEqual({
      [itemId]: { name: 'Longjing', seller: null, impressions: 1, clicks: 0 },
    });
    const many = Array.from({ length: 51 }, () => ({ kind: 'seen', itemId, calloutId: null }));
    expect(await page.refusal('viewer.notice', { notices: many })).toBe('request.malformed');
  });
});
