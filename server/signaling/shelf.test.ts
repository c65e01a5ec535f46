import { afterEach, beforeEach, expect, it } from 'vitest';
import { publicState } from '../../shared/show/audience.ts';
import { asStudio, asViewer, openServer, someFacts, type TestServer } from './signaling-fixture.ts';

let server: TestServer;
beforeEach(async () => {
  server = await openServer();
});
afterEach(() => server.close());

it('a hidden product comes to no viewer’s page before it is revealed: not at opening, not by events, not after a gap', async () => {
  const show = await server.aShow();
  const host = await server.connect({ cookie: show.cookie });
  await host.open(asStudio(show.actor));
  const secret = { facts: someFacts({ name: 'The surprise' }), visibility: 'hidden' } as const;
  const { itemId } = await host.call('shelf.add', secret);
  await host.call('shelf.add', { facts: someFacts({ name: 'Tea' }), visibility: 'listed' });

  const viewer = await server.connect();
  const opened = await viewer.open(asViewer(show.actor));
  expect(Object.values(opened.show?.items ?? {}).map(({ name }) => name)).toEqual(['Tea']);
  const { seq } = show.actor.state;
  await host.call('shelf.change', { itemId, facts: someFacts({ name: 'The surprise', priceMinor: 1 }) });
  await host.call('shelf.move', { itemId, toIndex: 1 });
  await host.call('shelf.add', { facts: someFacts({ name: 'Cup' }), visibility: 'listed' });
  await viewer.event('shelf.added');
  expect(viewer.events).toEqual(['shelf.added']);

  await viewer.vanish();
  const back = await server.connect();
  const resume = { sessionId: opened.sessionId, token: opened.resumeToken, seq };
  await back.open(asViewer(show.actor, { resume }));
  await back.event('shelf.added');
  expect(back.events).toEqual(['shelf.added']);
  const frames = JSON.stringify([viewer.frames, back.frames]);
  expect([frames.includes('surprise'), frames.includes(itemId)]).toEqual([false, false]);

  await host.call('shelf.list', { itemId });
  expect(await back.event('shelf.listed')).toMatchObject({ event: { itemId, publicIndex: 1 } });
  const late = await server.connect();
  const { show: seen } = await late.open(asViewer(show.actor));
  expect(seen).toEqual(publicState(show.actor.state));
  expect(seen?.itemIds[1]).toBe(itemId);
});
