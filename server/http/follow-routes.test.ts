import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHttp } from './http-fixture.ts';

const SUBSCRIPTION = {
  endpoint: 'https://push.example/ann',
  keys: { p256dh: 'p'.repeat(87), auth: 'a'.repeat(22) },
};

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ push: 'on' });
});
afterEach(() => http.close());

describe('following a channel', () => {
  it('is for anybody, and can be ended', async () => {
    const { state } = await http.aShow();
    const visitor = http.visit();
    const follow = (subscription: unknown) => visitor.post('/api/follow', { body: { handle: 'tea', subscription } });
    expect((await follow(SUBSCRIPTION)).status).toBe(200);
    expect(http.store.records.followersOf(state.channelId, null, 10)).toEqual([
      { subscription: SUBSCRIPTION, doubt: 1 },
    ]);
    const { endpoint } = SUBSCRIPTION;
    expect((await visitor.post('/api/unfollow', { body: { handle: 'tea', endpoint } })).status).toBe(200);
    expect(http.store.records.followersOf(state.channelId, null, 10)).toEqual([]);
  });

  it('takes only what our server may send to', async () => {
    await http.aShow();
    for (const endpoint of [
      'http://push.example/ann',
      'https:ann',
      'file:///etc/passwd',
      `https://a/${'x'.repeat(1_000)}`,
    ]) {
      const body = { handle: 'tea', subscription: { ...SUBSCRIPTION, endpoint } };
      expect(await http.visit().post('/api/follow', { body })).toMatchObject({ status: 400 });
    }
    const body = { handle: 'coffee', subscription: SUBSCRIPTION };
    expect(await http.visit().post('/api/follow', { body })).toMatchObject({ body: { code: 'channel.not-found' } });
  });

  it('is offered on the channel’s page, with the server’s key', async () => {
    await http.aShow();
    expect((await http.visit().get('/@tea')).text).toContain('"pushKey":"a public key"');
    const silent = await openHttp();
    await silent.aShow();
    expect((await silent.visit().get('/@tea')).text).toContain('"pushKey":null');
    await silent.close();
  });
});
