import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { asStudio, asViewer, goLive, openServer, type TestServer } from './signaling-fixture.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

const post = (path: string, cookie: string, body: object) =>
  fetch(server.origin + path, {
    method: 'POST',
    headers: { origin: server.origin, cookie, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const signOut = async (cookie: string): Promise<void> => {
  expect((await post('/api/sign-out', cookie, {})).status).toBe(200);
};

/** Another show of the same channel. */
const anotherShow = ({ actor: { state } }: Awaited<ReturnType<TestServer['aShow']>>) => {
  const created = server.app.shows.create({
    channelId: state.channelId,
    title: 'Summer teas',
    address: null,
    plan: NO_PLAN,
  });
  assert(created.ok, 'the show was made');
  return created.value;
};

describe('signing out', () => {
  it('closes every studio that was opened with that sign-in, and no other page', async () => {
    const show = await server.aShow();
    const stranger = await server.aShow();
    const cookie = show.cookie;
    const first = await server.connect({ cookie });
    await first.open(asStudio(show.actor));
    const second = await server.connect({ cookie });
    await second.open(asStudio(anotherShow(show)));
    const others = [await server.connect({ cookie: stranger.cookie }), await server.connect({ cookie })];
    await others[0]?.open(asStudio(stranger.actor));
    await others[1]?.open(asViewer(show.actor));

    await signOut(cookie);
    expect(await Promise.all([first.closed, second.closed])).toEqual([
      CLOSE_CODES.unauthorized,
      CLOSE_CODES.unauthorized,
    ]);
    for (const page of others) await page.call('clock.ping', {});
    const again = await server.connect({ cookie });
    expect(await again.refusal('session.open', asStudio(show.actor))).toBe('auth.required');
  });

  it('takes the show off the air at once, for no page may send any more', async () => {
    const show = await server.aShow();
    const { studio } = await goLive(server, show);
    const viewer = await server.connect();
    await viewer.open(asViewer(show.actor));
    await signOut(show.cookie);
    expect(await studio.closed).toBe(CLOSE_CODES.unauthorized);
    await viewer.event('show.interrupted');
  });

  it('lets a page that said goodbye before go in peace', async () => {
    const show = await server.aShow();
    const page = await server.connect({ cookie: show.cookie });
    await page.open(asStudio(show.actor));
    await page.leave();
    await signOut(show.cookie);
  });

  it('is not what signing in again in the same browser does', async () => {
    const show = await server.aShow();
    const studio = await server.connect({ cookie: show.cookie });
    await studio.open(asStudio(show.actor));
    const { handle } = server.store.records.channelById(show.actor.state.channelId) ?? { handle: '' };
    const again = await post('/api/sign-in', show.cookie, { handle, password: 'correct horse' });
    expect(again.status).toBe(200);
    await studio.call('clock.ping', {});
    await signOut(again.headers.getSetCookie()[0]?.split(';')[0] ?? '');
    expect(await studio.closed).toBe(CLOSE_CODES.unauthorized);
  });
});
