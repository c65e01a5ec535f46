import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publicState } from '../../shared/show/audience.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { connectPage } from './scripted-page.ts';
import { asStudio, asViewer, openServer, type TestServer, type TestShow } from './signaling-fixture.ts';

describe('opening a socket', () => {
  let server: TestServer;
  let show: TestShow;
  beforeAll(async () => {
    server = await openServer({ limits: { firstFrameMs: 60 } });
    show = await server.aShow();
  });
  afterAll(() => server.close());

  it('greets a viewer with the whole show', async () => {
    const page = await server.connect();
    const opened = await page.open(asViewer(show.actor));
    expect(opened).toMatchObject({
      session: 'fresh',
      watch: null,
      channel: { name: 'Tea house' },
      hostClockOffsetMs: null,
    });
    expect(opened.show).toEqual(publicState(show.actor.state));
  });

  it('opens the studio for the owner of the show', async () => {
    const page = await server.connect({ cookie: show.cookie });
    const opened = await page.open(asStudio(show.actor));
    expect(opened.session).toBe('fresh');
    await page.leave();
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }, 403],
    ['of nobody', { origin: '' }, 403],
    ['of an opaque origin', { origin: 'null' }, 403],
  ])('refuses the upgrade of a page %s', async (_, headers, status) => {
    await expect(server.connect(headers)).rejects.toThrow(`refused with ${status}`);
  });

  it('refuses the upgrade of a page whose name merely resolves to this machine', async () => {
    const host = `evil.example:${server.app.port}`;
    await expect(server.connect({ host, origin: `http://${host}` })).rejects.toThrow('refused with 421');
  });

  it('refuses an upgrade anywhere else', async () => {
    const elsewhere = server.url.replace('/socket', '/api/visitor');
    await expect(connectPage(elsewhere, { origin: server.origin })).rejects.toThrow('refused with 404');
  });

  it.each(['//', '///', 'http://[', '/%', '*', '/socket/', '//socket'])(
    'refuses an upgrade at the address %s',
    async (path) => {
      expect(await statusOfUpgrade(server.app.port, path)).toBe(404);
    },
  );

  it('answers a request that could also be upgraded to another protocol', async () => {
    expect(await statusOfUpgrade(server.app.port, '/livez', 'h2c')).toBe(200);
  });

  it('closes a socket that says nothing', async () => {
    const page = await server.connect();
    expect(await page.closed).toBe(CLOSE_CODES.silent);
  });

  it('closes a socket whose first frame opens no session', async () => {
    const page = await server.connect();
    page.request('clock.ping', {});
    expect(await page.closed).toBe(CLOSE_CODES.unauthorized);
  });

  it.each([
    ['an unknown show', { address: 'no-such-show' }, 'show.not-found', CLOSE_CODES.notFound],
    ['another version', { version: 99 }, 'request.outdated-client', CLOSE_CODES.malformed],
    ['a member that is not in the table', { as: 'operator' }, 'request.malformed', CLOSE_CODES.malformed],
  ])('refuses %s with a code, and closes', async (_, params, code, closeCode) => {
    const page = await server.connect();
    expect(await page.refusal('session.open', { ...asViewer(show.actor), ...params })).toBe(code);
    expect(await page.closed).toBe(closeCode);
  });

  it('refuses the studio to visitors', async () => {
    const page = await server.connect();
    expect(await page.refusal('session.open', asStudio(show.actor))).toBe('auth.required');
    expect(await page.closed).toBe(CLOSE_CODES.unauthorized);
  });

  it('refuses the studio to the owner of another channel', async () => {
    const stranger = await server.aShow();
    const page = await server.connect({ cookie: stranger.cookie });
    expect(await page.refusal('session.open', asStudio(show.actor))).toBe('auth.forbidden');
    expect(await page.closed).toBe(CLOSE_CODES.unauthorized);
  });

  it('opens a session once', async () => {
    const page = await server.connect();
    await page.open(asViewer(show.actor));
    expect(await page.refusal('session.open', asViewer(show.actor))).toBe('request.malformed');
  });

  it('sends pages away while the server stops', async () => {
    const stopping = await openServer();
    const { actor } = await stopping.aShow();
    const page = await stopping.connect();
    await page.open(asViewer(actor));
    stopping.app.drain();
    expect(await page.closed).toBe(CLOSE_CODES.stopping);
    await expect(stopping.connect()).rejects.toThrow('refused with 503');
    await stopping.close();
  });
});

describe('limits of sockets', () => {
  it('slows one address down', async () => {
    const server = await openServer({ limits: { joinBurst: 3, joinsPerSecond: 0 } });
    for (let count = 0; count < 3; count += 1) await server.connect();
    await expect(server.connect()).rejects.toThrow('refused with 429');
    await server.close();
  });

  it('takes no more sockets than it can serve', async () => {
    const server = await openServer({ limits: { maxSockets: 1 } });
    await server.connect();
    await expect(server.connect()).rejects.toThrow('refused with 503');
    await server.close();
  });

  it('takes no more viewers of a show than it can serve', async () => {
    const server = await openServer({ limits: { maxViewersPerShow: 1 } });
    const { actor } = await server.aShow();
    await (await server.connect()).open(asViewer(actor));
    const second = await server.connect();
    expect(await second.refusal('session.open', asViewer(actor))).toBe('server.full');
    expect(await second.closed).toBe(CLOSE_CODES.tooMany);
    await server.close();
  });

  it('closes a socket that does not answer pings', async () => {
    const server = await openServer({ limits: { pingEveryMs: 10, silentAfterMs: 40 } });
    const { actor } = await server.aShow();
    const page = await server.connect();
    await page.open(asViewer(actor));
    page.stopReading();
    await expect
      .poll(() =>
        server.log.lines.some(({ message, code }) => message === 'socket closed' && code === CLOSE_CODES.silent),
      )
      .toBe(true);
    await server.close();
  });

  it('closes nobody for having stood still itself', async () => {
    const server = await openServer({ limits: { pingEveryMs: 10, silentAfterMs: 40 } });
    const { actor } = await server.aShow();
    const page = await server.connect();
    await page.open(asViewer(actor));
    const others = await Promise.all(Array.from({ length: 5 }, () => server.connect()));
    // As a computer that sleeps, or is far too busy: no timer runs, and nothing is read.
    for (const until = performance.now() + 200; performance.now() < until;);
    await Promise.all(others.map((other) => other.open(asViewer(actor))));
    expect(server.log.lines.filter(({ message }) => message === 'socket closed')).toEqual([]);
    await server.close();
  });
});

/** What a client is told that asks for an upgrade with `path` as its request line says it: browsers cannot send most of them. */
const statusOfUpgrade = (port: number, path: string, upgrade = 'websocket'): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = { connection: 'Upgrade', upgrade, origin: `http://127.0.0.1:${port}` };
    const asked = request({ host: '127.0.0.1', port, path, headers }, (response) => resolve(response.statusCode));
    asked.once('error', reject);
    asked.end();
  });
