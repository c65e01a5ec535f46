import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOST } from '../../shared/show/actor.ts';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { WatchBoot } from '../../shared/protocol/watch-boot.ts';
import type { InviteWish } from '../../shared/protocol/invites.ts';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(() => http.close());

const makeShow = async (title: string) => {
  const owner = http.visit();
  await owner.post('/api/sign-up', { body: tea });
  const created = await owner.post('/api/shows', { body: { title, address: null } });
  return { owner, show: v.parse(ENDPOINTS.createShow.result, created.body).show };
};

describe('pages', () => {
  it('gives the lobby to anybody once there is a channel; before, one is made', async () => {
    const first = await http.visit().get('/');
    expect(first).toMatchObject({ status: 302 });
    expect(first.headers.get('location')).toBe('/studio');
    await makeShow('Teas');
    const home = await http.visit().get('/');
    expect(home.status).toBe(200);
    expect(home.text).toContain('data-page="home"');
    expect((await http.visit().get('/@tea')).status).toBe(200);
    expect((await http.visit().get('/@coffee')).status).toBe(404);
  });

  it('gives the host’s home to anybody, and lets it use no device', async () => {
    const lobby = await http.visit().get('/studio');
    expect(lobby.status).toBe(200);
    expect(lobby.text).toContain('data-page="lobby"');
    expect(lobby.headers.get('permissions-policy')).toContain('camera=(), microphone=(), display-capture=()');
    expect(lobby.headers.get('cache-control')).toBe('no-store');
  });

  it('gives the studio to the owner of its show, with devices, and sends anybody else to the lobby', async () => {
    const { owner, show } = await makeShow('Teas');
    const studio = await owner.get(`/studio/${show.id}`);
    expect(studio.status).toBe(200);
    expect(studio.text).toContain('data-page="studio"');
    expect(studio.headers.get('permissions-policy')).toContain(
      'camera=(self), microphone=(self), display-capture=(self)',
    );
    const sentAway = [
      await http.visit().get(`/studio/${show.id}`),
      await owner.get('/studio/unknown'),
      await owner.get('/studio/__proto__'),
      await owner.get('/studio/a%2F..%2Fb'),
    ];
    for (const answer of sentAway) {
      expect(answer.status).toBe(302);
      expect(answer.headers.get('location')).toBe('/studio');
    }
  });

  it('gives the controls to whoever has a seat with the show in hand, and the desk to these and who looks after the chat, and sends anybody else to their own page', async () => {
    const { owner, show } = await makeShow('Teas');
    const enterAs = (role: InviteWish['role'], visitor = http.visit()) => http.enterAs(show.id, role, visitor);
    for (const role of ['co-host', 'producer'] as const) {
      const controls = await (await enterAs(role)).get(`/controls/${show.id}`);
      expect(controls.status).toBe(200);
      expect(controls.text).toContain('data-page="studio"');
      expect(controls.headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
    }
    for (const visitor of [await enterAs('operator'), await enterAs('moderator'), await enterAs('co-host'), owner]) {
      const desk = await visitor.get(`/desk/${show.id}`);
      expect(desk.status).toBe(200);
      expect(desk.text).toContain('data-page="desk"');
      expect(desk.headers.get('permissions-policy')).toContain('camera=(), microphone=()');
    }
    const guest = await enterAs('guest');
    const ownersGuest = await enterAs('guest', owner);
    expect((await ownersGuest.get(`/desk/${show.id}`)).status).toBe(200);
    const sentAway = [
      ...[guest, await enterAs('moderator'), await enterAs('operator'), owner, http.visit()].map((visitor) => ({
        visitor,
        path: `/controls/${show.id}`,
      })),
      ...[guest, http.visit()].map((visitor) => ({ visitor, path: `/desk/${show.id}` })),
    ];
    for (const { visitor, path } of sentAway) {
      const answer = await visitor.get(path);
      expect([path, answer.status, answer.headers.get('location')]).toEqual([path, 302, `/join/${show.id}`]);
    }
    expect((await owner.get('/desk/unknown')).headers.get('location')).toBe('/join/unknown');
    const coHost = await enterAs('co-host');
    expect((await coHost.get('/controls/unknown')).headers.get('location')).toBe('/join/unknown');
    expect((await coHost.get('/controls/a%2F..%2Fb')).headers.get('location')).toBe('/join');
  });

  it('sends the owner of another channel away from a studio', async () => {
    const open = await openHttp({ signUp: 'open' });
    const owner = open.visit();
    await owner.post('/api/sign-up', { body: tea });
    const created = await owner.post('/api/shows', { body: { title: 'Mine', address: null } });
    const { show } = v.parse(ENDPOINTS.createShow.result, created.body);
    const other = open.visit();
    await other.post('/api/sign-up', { body: { ...tea, handle: 'coffee' } });
    expect((await other.get(`/studio/${show.id}`)).status).toBe(302);
    await open.close();
  });

  it('gives the watch page with what it starts from, its title and its link preview', async () => {
    const { show } = await makeShow('春茶 Sale');
    const page = await http.visit().get(`/watch/${encodeURIComponent(show.address)}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('<title>春茶 Sale · Tea house</title>');
    expect(page.text).toContain('<meta property="og:title" content="春茶 Sale">');
    expect(page.text).toContain(
      `<meta property="og:url" content="https://live.example.org/watch/${encodeURIComponent(show.address)}">`,
    );
    expect(page.headers.get('permissions-policy')).toContain('camera=(), microphone=()');
    const json = /<script type="application\/json" id="boot">(.*?)<\/script>/.exec(page.text)?.[1];
    assert(json, 'the page has boot data');
    expect(v.parse(WatchBoot, JSON.parse(json))).toMatchObject({
      channel: { name: 'Tea house', handle: 'tea' },
      show: { id: show.id, title: '春茶 Sale', life: { phase: 'draft' } },
    });
  });

  it('finds a show by an address in another spelling', async () => {
    await makeShow('Teas');
    expect((await http.visit().get('/watch/TEAS')).status).toBe(200);
  });

  it('shows a hostile title as text, in the title, the preview and the data', async () => {
    const title = `</script><script>alert(1)</script>"'&$& $1 \u2028<!--`;
    const { show } = await makeShow('Teas');
    // As a log may have it, whatever a title may be today.
    const actor = http.shows.get(show.id);
    assert(actor, 'the show exists');
    await actor.submit({ type: 'show.rename', title }, HOST);
    const { text } = await http.visit().get(`/watch/${encodeURIComponent(show.address)}`);
    expect(text).not.toContain('<script>alert');
    expect(text.match(/<script/g)).toHaveLength(2);
    expect(text.match(/<\/script>/g)).toHaveLength(2);
    expect(text).toContain('&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;$&amp; $1');
    const json = /id="boot">(.*?)<\/script>/.exec(text)?.[1];
    assert(json, 'the page has boot data');
    expect(json).not.toMatch(/[<\u2028]/);
    expect(v.parse(WatchBoot, JSON.parse(json)).show.title).toBe(title);
  });

  it('answers an unknown address with the viewer page, no data, and 404', async () => {
    for (const path of ['/watch/nowhere', '/watch/a', '/watch/..%2F..%2Fetc', '/nothing', '/watch']) {
      const page = await http.visit().get(path, { headers: { accept: 'text/html' } });
      expect(page.status).toBe(404);
      expect(page.text).toContain('data-page="viewer"');
      expect(page.text).not.toContain('id="boot"');
    }
  });
});

describe('the watch page in a frame', () => {
  const SHOPS = ['https://shop.example', 'https://other.example'];

  it('is for shops that the settings list, and knows them', async () => {
    const shop = await openHttp({ embedOrigins: SHOPS, transport: 'https' });
    const { state } = await shop.aShow();
    const page = await shop.visit().get(`/embed/${state.address}`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain(`frame-ancestors ${SHOPS.join(' ')}`);
    expect(page.headers.get('x-frame-options')).toBeNull();
    expect(page.headers.getSetCookie()[0]).toContain('Partitioned');
    expect(page.text).toContain(`id="embed">${JSON.stringify({ origins: SHOPS })}</script>`);
    const watch = await shop.visit().get(`/watch/${state.address}`);
    expect(watch.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(watch.headers.get('x-frame-options')).toBe('DENY');
    expect(watch.text).not.toContain('id="embed"');
    await shop.close();
  });

  it('is for nobody by default', async () => {
    const { state } = await http.aShow();
    const page = await http.visit().get(`/embed/${state.address}`);
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-frame-options')).toBe('DENY');
  });
});

describe('files of the build', () => {
  it('are kept for good when their names are hashed, and travel compressed', async () => {
    const script = await http.visit().get('/assets/viewer-abc123.js', { headers: { 'accept-encoding': 'gzip' } });
    expect(script.status).toBe(200);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(script.headers.get('content-encoding')).toBe('gzip');
    const icon = await http.visit().get('/favicon.svg');
    expect(icon.headers.get('cache-control')).toBe('public, max-age=3600');
  });

  it.each(['/assets/gone-abc.js', '/viewer/index.html', '/.vite/manifest.json', '/%2e%2e/secret.txt'])(
    'do not include %s',
    async (path) => {
      const answer = await http.visit().get(path);
      expect(answer).toMatchObject({ status: 404, body: { code: 'request.unknown-method' } });
    },
  );
});

describe('security headers', () => {
  it('allow no inline script or style, no other host and no framing', async () => {
    const { headers } = await http.visit().get('/');
    const policy = headers.get('content-security-policy')?.split(';') ?? [];
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob:",
      "font-src 'self'",
      "media-src 'self' blob:",
      `connect-src 'self' wss://live.example.org`,
      "worker-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('let one worker compile WebAssembly, and nothing else', async () => {
    const policyOf = async (address: string): Promise<string | null> =>
      (await http.visit().get(address)).headers.get('content-security-policy');
    expect(await policyOf('/assets/segmenter.worker-aB_1-2.js')).toContain("script-src 'self' 'wasm-unsafe-eval';");
    for (const other of ['/join', '/assets/viewer-abc123.js', '/join/segmenter.worker-aB_1-2.js']) {
      expect(await policyOf(other), other).toContain("script-src 'self';");
    }
  });

  it('ask browsers to stay with HTTPS only where pages come over HTTPS', async () => {
    expect((await http.visit().get('/')).headers.get('strict-transport-security')).toBeNull();
    const secure = await openHttp({ transport: 'https' });
    const answer = await secure.visit().post('/api/sign-up', { body: tea });
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-tally=.*; Secure$/);
    await secure.close();
  });

  it('ask nothing of the kind for a name that other servers of the machine share', async () => {
    const nameless = await openHttp({ transport: 'https', publicOrigin: null });
    expect((await nameless.visit().get('/')).headers.get('strict-transport-security')).toBeNull();
    await nameless.close();
  });

  it('name the socket by the host that was asked where nobody said the public address', async () => {
    const nameless = await openHttp({ publicOrigin: null });
    const { host } = new URL(nameless.origin);
    const { headers } = await nameless.visit().get('/');
    expect(headers.get('content-security-policy')).toContain(`connect-src 'self' ws://${host} wss://${host};`);
    await nameless.close();
  });
});
