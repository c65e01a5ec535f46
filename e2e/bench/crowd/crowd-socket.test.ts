import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { CrowdSocket } from './crowd-socket.ts';

let server: WebSocketServer;
afterEach(() => void server.close());

test('speaks with `ws`: texts of every length both ways, and a pong for a ping', async () => {
  server = new WebSocketServer({ port: 0 });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const url = new URL(`http://127.0.0.1:${port}/`);
  const socket = await CrowdSocket.open({ url, headers: { Origin: url.origin }, localAddress: '127.0.0.1' });
  const [peer] = await accepted;
  const texts = ['', 'hello', 'm'.repeat(126), 'm'.repeat(40_000)];
  const heard: string[] = [];
  const all = Promise.withResolvers<undefined>();
  socket.onText = (text) => heard.push(text) === texts.length && all.resolve(undefined);
  peer.on('message', (data) => peer.send(Buffer.isBuffer(data) ? data.toString() : 'something else'));
  for (const text of texts) socket.send(text);
  await all.promise;
  expect(heard).toEqual(texts);
  const pong = once(peer, 'pong') as Promise<[Buffer]>;
  peer.ping('still there?');
  expect((await pong)[0].toString()).toBe('still there?');
  peer.terminate();
});
