import { request, type IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHttp, tea } from './http-fixture.ts';

let http: Awaited<ReturnType<typeof openHttp>>;
beforeEach(async () => {
  http = await openHttp({ publicOrigin: null });
});
afterEach(() => http.close());

const MISDIRECTED = 421;

type Ask = { readonly method?: 'GET' | 'POST'; readonly body?: object; readonly accept?: string };

/** As a browser asks that was told that `host` is at this machine. */
const askAs = async (host: string, path: string, { method = 'GET', body, accept = 'text/html' }: Ask = {}) => {
  const headers = {
    host,
    accept,
    ...(method === 'POST' && { origin: `http://${host}`, 'content-type': 'application/json' }),
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(http.origin + path, { method, headers }, resolve)
      .on('error', reject)
      .end(body && JSON.stringify(body));
  });
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return { status: response.statusCode, type: response.headers['content-type'], text };
};

const rebound = () => `evil.example:${new URL(http.origin).port}`;

describe('a name of somebody else that resolves to this machine', () => {
  it('creates no account', async () => {
    const answer = await askAs(rebound(), '/api/sign-up', { method: 'POST', body: tea });
    expect(answer).toMatchObject({ status: MISDIRECTED, text: '{"code":"request.wrong-host"}' });
    expect(http.store.records.countAccounts()).toBe(0);
  });

  it.each(['/', '/watch/spring', '/studio/abc', '/nowhere'])('gets no page at %s, but what to do', async (path) => {
    const answer = await askAs(rebound(), path);
    expect(answer).toMatchObject({ status: MISDIRECTED, type: 'text/html; charset=utf-8' });
    expect(answer.text).toContain('PUBLIC_URL');
    expect(answer.text).toMatch(/lang="zh-CN"[^]*PUBLIC_URL/);
    expect(answer.text).not.toContain('data-page');
    expect(answer.text).not.toContain('evil.example');
  });

  it.each(['/api/visitor', '/assets/viewer-abc123.js', '/favicon.svg', '/pictures/abc.webp'])(
    'reads nothing at %s',
    async (path) => {
      expect(await askAs(rebound(), path, { accept: '*/*' })).toMatchObject({ status: MISDIRECTED });
    },
  );

  it('still learns whether the server is well', async () => {
    expect(await askAs(rebound(), '/livez')).toMatchObject({ status: 200 });
    expect(await askAs(rebound(), '/readyz')).toMatchObject({ status: 200 });
  });
});

it('serves pages and changes at its own names', async () => {
  const { port } = new URL(http.origin);
  expect(await askAs(`localhost:${port}`, '/studio')).toMatchObject({ status: 200 });
  const made = await askAs(`teabox.local:${port}`, '/api/sign-up', { method: 'POST', body: tea });
  expect(made).toMatchObject({ status: 200 });
});
