import * as v from 'valibot';
import { request as sendRaw } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { openHttp, tea } from './http-fixture.ts';

type Http = Awaited<ReturnType<typeof openHttp>>;
let http: Http;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(() => http.close());

const signUp = async (where: Http = http) => {
  const visitor = where.visit();
  expect(await visitor.post('/api/sign-up', { body: tea })).toMatchObject({ status: 200 });
  return visitor;
};

describe('accounts over HTTP', () => {
  it('takes the first visitor from an empty server to the channel, out, and in again', async () => {
    const visitor = http.visit();
    expect((await visitor.get('/api/visitor')).body).toEqual({ state: 'first-run' });
    const signedIn = { state: 'signed-in', channel: { name: 'Tea house', handle: 'tea' } };
    expect((await visitor.post('/api/sign-up', { body: tea })).body).toMatchObject(signedIn);
    expect((await visitor.get('/api/visitor')).body).toMatchObject(signedIn);
    expect(await visitor.post('/api/sign-out', { body: {} })).toMatchObject({ status: 200, body: {} });
    expect((await visitor.get('/api/visitor')).body).toEqual({ state: 'signed-out', signUp: 'closed' });
    const again = await visitor.post('/api/sign-in', { body: { handle: ' TEA ', password: tea.password } });
    expect(again.body).toMatchObject(signedIn);
    expect((await visitor.get('/api/visitor')).body).toMatchObject(signedIn);
  });

  it('sets the cookie with every flag, and tells caches nothing', async () => {
    const answer = await http.visit().post('/api/sign-up', { body: tea });
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^tally=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('gives a new cookie at every sign-in and forgets the old one', async () => {
    const visitor = await signUp();
    const before = visitor.jar.cookie;
    await visitor.post('/api/sign-in', { body: { handle: 'tea', password: tea.password } });
    expect(visitor.jar.cookie).not.toBe(before);
    visitor.jar.cookie = before;
    expect((await visitor.get('/api/visitor')).body).toMatchObject({ state: 'signed-out' });
  });

  it('refuses a second sign-up, a wrong password and an unknown handle', async () => {
    await signUp();
    const visitor = http.visit();
    expect(await visitor.post('/api/sign-up', { body: { ...tea, handle: 'other' } })).toMatchObject({
      status: 403,
      body: { code: 'auth.sign-up-closed' },
    });
    for (const handle of ['tea', 'nobody']) {
      const answer = await visitor.post('/api/sign-in', { body: { handle, password: 'wrong password' } });
      expect(answer).toMatchObject({ status: 401, body: { code: 'auth.wrong-password' } });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('changes what a channel is known by, and one signs in as before', async () => {
    const open = await openHttp({ signUp: 'open' });
    const owner = await signUp(open);
    await open.visit().post('/api/sign-up', { body: { ...tea, handle: 'coffee' } });
    const change = (handle: string) => owner.post('/api/channel', { body: { name: 'Tea & Cups', handle } });
    expect(await change('coffee')).toMatchObject({ status: 409, body: { code: 'auth.handle-taken', field: 'handle' } });
    expect((await change('cups')).body).toMatchObject({ channel: { name: 'Tea & Cups', handle: 'cups' } });
    expect((await owner.get('/api/visitor')).body).toMatchObject({ channel: { name: 'Tea & Cups', handle: 'cups' } });
    expect((await owner.post('/api/sign-in', { body: { handle: 'tea', password: tea.password } })).status).toBe(200);
    expect((await change('tea')).body).toMatchObject({ channel: { handle: 'tea' } });
    await open.close();
  });

  it('refuses guessing after so many failures, and counts no success', async () => {
    const limited = await openHttp({ limits: { signIns: { requests: 3, windowMs: 60_000 } } });
    const visitor = await signUp(limited);
    const signIn = (password: string) => visitor.post('/api/sign-in', { body: { handle: 'tea', password } });
    for (let times = 0; times < 5; times += 1) expect((await signIn(tea.password)).status).toBe(200);
    for (let times = 0; times < 3; times += 1) expect((await signIn('guess')).status).toBe(401);
    const refused = await signIn(tea.password);
    expect(refused).toMatchObject({ status: 429, body: { code: 'request.too-many' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    await limited.close();
  });
});

describe('shows over HTTP', () => {
  it('creates shows for their owner, and lists the newest first', async () => {
    const owner = await signUp();
    const first = await owner.post('/api/shows', { body: { title: ' Spring Teas ', address: null } });
    expect(first.body).toMatchObject({
      show: { title: 'Spring Teas', address: 'spring-teas', life: { phase: 'draft' }, products: 0, createdAtMs: 1_000 },
    });
    http.world.atMs = 2_000;
    await owner.post('/api/shows', { body: { title: 'Summer', address: 'summer-26' } });
    expect((await owner.get('/api/shows')).body).toMatchObject({
      shows: [{ address: 'summer-26' }, { address: 'spring-teas' }],
    });
    expect(await owner.post('/api/shows', { body: { title: 'Other', address: 'summer-26' } })).toMatchObject({
      status: 409,
      body: { code: 'show.address-taken', field: 'address' },
    });
  });

  it('are planned when they are created, and changed later', async () => {
    const owner = await signUp();
    const plan = { startsAtMs: 1_790_000_000_000, category: 'food', visibility: 'listed' };
    const made = await owner.post('/api/shows', { body: { title: 'Teas', address: null, plan } });
    const { show } = v.parse(ENDPOINTS.createShow.result, made.body);
    expect(show.plan).toEqual(plan);
    const later = { startsAtMs: null, category: 'home', visibility: 'listed' };
    const body = { showId: show.id, title: 'Cups', plan: later };
    expect((await owner.post('/api/shows/change', { body })).body).toMatchObject({
      show: { title: 'Cups', plan: later },
    });
    expect((await owner.get('/api/shows')).body).toMatchObject({ shows: [{ title: 'Cups', plan: later }] });
    const events = http.store.log.read(show.id, 0).map(({ event }) => event.type);
    expect(events).toEqual(['show.created', 'show.planned', 'show.renamed', 'show.planned']);
    for (const plan of [
      { startsAtMs: 5e12, category: 'food', visibility: 'listed' },
      { startsAtMs: null, category: 'weapons' },
    ]) {
      const wrong = await owner.post('/api/shows/change', { body: { ...body, plan } });
      expect(wrong).toMatchObject({ status: 400, body: { code: 'request.malformed' } });
    }
  });

  it('lets nobody else create or list', async () => {
    await signUp();
    const stranger = http.visit();
    const refused = { status: 401, body: { code: 'auth.required' } };
    expect(await stranger.get('/api/shows')).toMatchObject(refused);
    expect(await stranger.post('/api/shows', { body: { title: 'T', address: null } })).toMatchObject(refused);
    stranger.jar.cookie = `tally=${'A'.repeat(43)}`;
    expect(await stranger.get('/api/shows')).toMatchObject(refused);
  });

  it('keeps the shows of channels apart', async () => {
    const open = await openHttp({ signUp: 'open' });
    const owner = await signUp(open);
    await owner.post('/api/shows', { body: { title: 'Mine', address: null } });
    const other = open.visit();
    await other.post('/api/sign-up', { body: { ...tea, handle: 'coffee' } });
    expect((await other.get('/api/shows')).body).toEqual({ shows: [] });
    await open.close();
  });
});

describe('bad requests', () => {
  const malformed = { status: 400, body: { code: 'request.malformed' } };

  it.each([
    ['broken JSON', { raw: '{"name":', headers: { 'content-type': 'application/json' } }],
    ['JSON that is no object', { raw: '"text"', headers: { 'content-type': 'application/json' } }],
    ['a form', { raw: 'name=a&handle=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
    ['JSON under another name', { raw: JSON.stringify(tea), headers: { 'content-type': 'text/plain' } }],
    ['an unknown charset', { raw: '{}', headers: { 'content-type': 'application/json; charset=x-unknown' } }],
    ['a compressed body', { raw: 'x', headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } }],
    ['nothing', {}],
    ['a missing field', { body: { name: 'Tea' } }],
    ['an unknown field', { body: { ...tea, admin: true } }],
    ['a wrong type', { body: { ...tea, name: ['Tea'] } }],
    ['a short password', { body: { ...tea, password: 'short' } }],
    ['a handle with a space', { body: { ...tea, handle: 'te a' } }],
  ])('refuses %s', async (_what, ask) => {
    expect(await http.visit().post('/api/sign-up', ask)).toMatchObject(malformed);
    expect(http.store.records.countAccounts()).toBe(0);
  });

  it('names the field that is wrong, not what was in it', async () => {
    const answer = await http.visit().post('/api/sign-up', { body: { ...tea, password: 'short' } });
    expect(answer.body).toEqual({ code: 'request.malformed', field: 'password' });
    expect(answer.text).not.toContain('short');
  });

  it('refuses names and titles that look empty, and names the field', async () => {
    const owner = http.visit();
    expect(await owner.post('/api/sign-up', { body: { ...tea, name: '\u200b\u202e' } })).toMatchObject({
      status: 400,
      body: { code: 'request.malformed', field: 'name' },
    });
    await owner.post('/api/sign-up', { body: { ...tea, name: 'Tea\u0000 house\u202e' } });
    expect((await owner.get('/api/visitor')).body).toMatchObject({ channel: { name: 'Tea house' } });
    expect(await owner.post('/api/shows', { body: { title: '\u2800\u3164', address: null } })).toMatchObject({
      status: 400,
      body: { code: 'request.malformed', field: 'title' },
    });
    expect((await owner.get('/api/shows')).body).toEqual({ shows: [] });
  });

  it('refuses a body above 64 KiB', async () => {
    const body = { ...tea, name: 'x'.repeat(64 * 1024) };
    expect(await http.visit().post('/api/sign-up', { body })).toMatchObject({
      status: 413,
      body: { code: 'request.too-large' },
    });
  });

  it.each([
    ['of another site', { origin: 'https://evil.example' }],
    ['of another port', { origin: 'http://127.0.0.1:1' }],
    ['that is withheld', { origin: 'null' }],
  ])('refuses a change from an origin %s', async (_what, headers) => {
    for (const path of ['/api/sign-up', '/api/sign-in', '/api/sign-out', '/api/shows', '/api/pictures', '/anything']) {
      expect(await http.visit().post(path, { body: tea, headers })).toMatchObject({
        status: 403,
        body: { code: 'request.wrong-origin' },
      });
    }
    expect(http.store.records.countAccounts()).toBe(0);
  });

  it('refuses a change without an origin', async () => {
    const status = await new Promise((resolve, reject) => {
      sendRaw(`${http.origin}/api/sign-out`, { method: 'POST' }, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('knows no other methods or endpoints', async () => {
    const unknown = { status: 404, body: { code: 'request.unknown-method' } };
    const visitor = http.visit();
    expect(await visitor.get('/api/nothing')).toMatchObject(unknown);
    expect(await visitor.get('/api/sign-in')).toMatchObject(unknown);
    expect(await visitor.post('/api/visitor', { body: {} })).toMatchObject(unknown);
  });
});

describe('failures', () => {
  it('answers 503 and keeps the reason to the log while the store fails', async () => {
    const failing = await openHttp({
      wrapStore: (store) => ({
        ...store,
        records: {
          ...store.records,
          countAccounts: () => {
            throw new AppError('store.unavailable', new Error('secret path /data'));
          },
        },
      }),
    });
    const answer = await failing.visit().get('/api/visitor');
    expect(answer).toMatchObject({ status: 503, body: { code: 'store.unavailable' } });
    expect(answer.text).not.toContain('secret');
    expect(failing.log.lines).toContainEqual(expect.objectContaining({ level: 'error', code: 'store.unavailable' }));
    await failing.close();
  });

  it('answers 500 with an id that is in the log, and no detail, when our own code is wrong', async () => {
    const broken = await openHttp({
      wrapStore: (store) => ({
        ...store,
        records: {
          ...store.records,
          countAccounts: () => {
            throw new TypeError('x is not a function');
          },
        },
      }),
    });
    const answer = await broken.visit().get('/api/visitor');
    expect(answer).toMatchObject({ status: 500, body: { code: 'server.internal' } });
    expect(answer.text).toBe('{"code":"server.internal"}');
    const failureId = answer.headers.get('x-failure-id');
    expect(broken.log.lines).toContainEqual(expect.objectContaining({ failureId, level: 'error' }));
    await broken.close();
  });
});
