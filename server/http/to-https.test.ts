import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { toHttps } from './to-https.ts';

const closers: Array<() => unknown> = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The status line and the headers that `request` gets, as they are sent. */
const answerTo = async (request: string, publicOrigin: string | null = null): Promise<readonly string[]> => {
  const server = createServer({ requireHostHeader: false }, toHttps(publicOrigin)).listen(0, '127.0.0.1');
  closers.push(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  const line = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
  line.write(request);
  let text = '';
  for await (const chunk of line.setEncoding('utf8')) text += chunk;
  return text.split('\r\n');
};

it.each([
  [
    'GET /watch/%E6%98%A5?a=1 HTTP/1.1\r\nHost: 192.168.1.20:3000\r\n\r\n',
    'https://192.168.1.20:3000/watch/%E6%98%A5?a=1',
  ],
  ['GET / HTTP/1.1\r\nHost: [fe80::1]:3000\r\n\r\n', 'https://[fe80::1]:3000/'],
  ['POST /api/sign-in HTTP/1.1\r\nHost: teabox.local\r\nContent-Length: 0\r\n\r\n', 'https://teabox.local/api/sign-in'],
  ['GET //evil.example/ HTTP/1.1\r\nHost: teabox\r\n\r\n', 'https://teabox//evil.example/'],
  ['GET http://evil.example/ HTTP/1.1\r\nHost: teabox\r\n\r\n', 'https://teabox/'],
  ['OPTIONS * HTTP/1.1\r\nHost: teabox\r\n\r\n', 'https://teabox/'],
])('sends %j on', async (request, location) => {
  const answer = await answerTo(request);
  expect(answer[0]).toBe('HTTP/1.1 307 Temporary Redirect');
  expect(answer).toContain(`Location: ${location}`);
  expect(answer).toContain('Connection: close');
  expect(answer).toContain('Cache-Control: no-store');
});

it.each([
  ['https://live.example.org', 'https://live.example.org/watch/tea'],
  ['http://live.example.org', 'https://teabox:3000/watch/tea'],
])('with the public address %s sends to %s', async (publicOrigin, location) => {
  const answer = await answerTo('GET /watch/tea HTTP/1.1\r\nHost: teabox:3000\r\n\r\n', publicOrigin);
  expect(answer).toContain(`Location: ${location}`);
});

it.each([
  'GET / HTTP/1.0\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: \r\n\r\n',
  'GET / HTTP/1.1\r\nHost: evil.example/@teabox\r\n\r\n',
])('sends %j nowhere', async (request) => {
  const answer = await answerTo(request);
  expect(answer[0]).toBe('HTTP/1.1 400 Bad Request');
  expect(answer.join('\n')).not.toContain('Location');
});
