import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { assert } from '../../shared/invariant.ts';
import { textFrame } from './text-frame.ts';

const server = createServer();
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
let page: WebSocket;
let stream: Duplex;
const texts: string[] = [];

beforeEach(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upgraded = Promise.withResolvers<Duplex>();
  server.once('upgrade', (request, duplex, head) => {
    sockets.handleUpgrade(request, duplex, head, () => upgraded.resolve(duplex));
  });
  const address = server.address();
  assert(address !== null && typeof address === 'object', 'it listens at a port');
  page = new WebSocket(`ws://127.0.0.1:${address.port}`);
  texts.length = 0;
  page.on('message', (data) => texts.push(Buffer.isBuffer(data) ? data.toString() : 'not one piece'));
  stream = await upgraded.promise;
});

afterEach(async () => {
  const closed = once(server, 'close');
  page.terminate();
  server.close();
  await closed;
});

it('carries texts of every length to a page, one after the other', async () => {
  const sent = [0, 1, 125, 126, 65_535, 65_536, 70_000].map((length) => 'x'.repeat(length));
  for (const text of sent) stream.write(textFrame(text));
  stream.write(textFrame('end'));
  while (texts.at(-1) !== 'end') await once(page, 'message');
  expect(texts).toEqual([...sent, 'end']);
});

it('counts bytes, not characters', async () => {
  const text = '直播间里的杯子 🍵'.repeat(7);
  stream.write(textFrame(text));
  await once(page, 'message');
  expect(texts).toEqual([text]);
});
