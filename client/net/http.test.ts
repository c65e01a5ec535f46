import * as v from 'valibot';
import { expect, test } from 'vitest';
import { ShowId } from '../../shared/ids.ts';
import { makeHttpClient } from './http.ts';

type Sent = { readonly url: string; readonly init: RequestInit };

const answering = (status: number, body: string) => {
  const sent: Sent[] = [];
  const http = makeHttpClient((url, init) => {
    sent.push({ url, init });
    return Promise.resolve(new Response(body, { status }));
  });
  return { http, sent };
};
const { signal } = new AbortController();

test('a GET has no body, and unknown members of its answer are dropped', async () => {
  const { http, sent } = answering(200, '{"state":"signed-out","signUp":"open","fromTheFuture":1}');
  expect(await http.callEndpoint('visitor', null, signal)).toEqual({ state: 'signed-out', signUp: 'open' });
  expect(sent).toEqual([{ url: '/api/visitor', init: { method: 'GET', signal } }]);
});

test('a POST sends JSON', async () => {
  const { http, sent } = answering(200, '{}');
  expect(await http.callEndpoint('signOut', {}, signal)).toEqual({});
  expect(sent[0]?.init).toMatchObject({ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
});

test('a failure rejects with the code and the field that the server told', async () => {
  const { http } = answering(409, '{"code":"auth.handle-taken","field":"handle"}');
  await expect(http.callEndpoint('visitor', null, signal)).rejects.toMatchObject({
    code: 'auth.handle-taken',
    cause: { code: 'auth.handle-taken', field: 'handle' },
  });
});

test.each([
  ['a proxy’s error page', 502, '<html>Bad gateway</html>'],
  ['an unknown code', 400, '{"code":"from.the-future"}'],
  ['a success of the wrong shape', 200, '{"state":"elsewhere"}'],
  ['a success that is no JSON', 200, 'hello'],
])('%s is the server’s fault', async (_name, status, body) => {
  const { http } = answering(status, body);
  await expect(http.callEndpoint('visitor', null, signal)).rejects.toMatchObject({ code: 'server.internal' });
});

test('no answer is net.unreachable', async () => {
  const http = makeHttpClient(() => Promise.reject(new TypeError('failed to fetch')));
  await expect(http.callEndpoint('visitor', null, signal)).rejects.toMatchObject({ code: 'net.unreachable' });
});

test('an aborted request rejects with the reason and is no failure', async () => {
  const controller = new AbortController();
  const http = makeHttpClient((_url, init) => {
    controller.abort();
    return Promise.reject(init.signal?.reason as Error);
  });
  await expect(http.callEndpoint('visitor', null, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

test('bytes that measure the line go as they are', async () => {
  const { http, sent } = answering(200, '{}');
  const bytes = new Uint8Array(4);
  await http.loadUplink(bytes, signal);
  expect(sent[0]).toMatchObject({ url: '/api/uplink', init: { method: 'POST', body: bytes } });
});

test('what the program looks like is sent as its own bytes', async () => {
  const { http, sent } = answering(200, '{}');
  const picture = new Blob(['x'], { type: 'image/webp' });
  await http.sendThumbnail(v.parse(ShowId, 'show-1'), picture, signal);
  expect(sent[0]).toMatchObject({
    url: '/api/shows/show-1/thumbnail',
    init: { method: 'POST', body: picture, headers: { 'content-type': 'image/webp' } },
  });
});

test('a picture is uploaded as its own bytes and gives its id', async () => {
  const { http, sent } = answering(200, '{"pictureId":"picture-1"}');
  const picture = new Blob(['x'], { type: 'image/png' });
  expect(await http.uploadPicture(v.parse(ShowId, 'show-1'), picture, signal)).toBe('picture-1');
  expect(sent[0]).toMatchObject({
    url: '/api/pictures?show=show-1',
    init: { body: picture, headers: { 'content-type': 'image/png' } },
  });
  await http.uploadPicture(null, picture, signal);
  expect(sent[1]?.url).toBe('/api/pictures');
});
