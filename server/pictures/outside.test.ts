import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { assert } from '../../shared/invariant.ts';
import { openOutside } from './outside.ts';
import { RemotePictures } from './remote-pictures.ts';

/** Names that no resolver of the world knows: whoever reaches them uses the addresses that it was given. */
const HOST = 'pictures.example';
const LOOPBACK = '127.0.0.1';

let identity: { readonly cert: string; readonly private: string };
let server: Server;
let port: number;
let answer: RequestListener = (_request, response) => response.end();
let resolved: string[] = [];
const seen: Array<{ url: string | undefined; headers: IncomingHttpHeaders; name: string | false | null }> = [];

beforeAll(async () => {
  identity = await generate([{ name: 'commonName', value: HOST }], {
    keyType: 'ec',
    curve: 'P-256',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  });
  server = createServer({ cert: identity.cert, key: identity.private }, (request, response) => {
    const { socket } = request;
    seen.push({
      url: request.url,
      headers: request.headers,
      name: 'servername' in socket ? String(socket.servername) : null,
    });
    answer(request, response);
  }).listen(0, LOOPBACK);
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address, 'the server listens on a port');
  port = address.port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  resolved = [];
  seen.length = 0;
});

/** Fetches as the product does, except that this machine is allowed, at the test's port. */
const fetchFrom = (
  address: string,
  { ca = identity.cert, deadline = new AbortController().signal, at = port } = {},
) => {
  const resolve = (host: string): Promise<readonly string[]> => {
    resolved.push(host);
    return Promise.resolve([LOOPBACK]);
  };
  const outside = { ...openOutside({ port: at, ca }), resolve };
  const pictures = new RemotePictures({ outside, mayDial: () => true, deadline: () => deadline });
  return pictures.fetch(address, new AbortController().signal);
};
const refused = (code: string) => ({ ok: false, error: { code } });

it('a picture comes over TLS from the pinned address, and is asked for without a word about who asks', async () => {
  answer = (_request, response) => response.end('a picture');
  expect(await fetchFrom(`https://${HOST}/1.jpg?w=2`)).toEqual({ ok: true, value: Buffer.from('a picture') });
  expect(resolved).toEqual([HOST]);
  expect(seen).toEqual([
    {
      url: '/1.jpg?w=2',
      name: HOST,
      headers: {
        host: HOST,
        accept: 'image/avif,image/webp,image/*',
        'accept-encoding': 'identity',
        'user-agent': 'Tally',
        connection: 'close',
      },
    },
  ]);
});

it('a redirect is another request, with its name asked for again', async () => {
  answer = ({ url }, response) => {
    if (url === '/1') response.writeHead(302, { location: '/2', 'set-cookie': 'a=b' }).end();
    else response.end('two');
  };
  expect(await fetchFrom(`https://${HOST}/1`)).toEqual({ ok: true, value: Buffer.from('two') });
  expect(resolved).toEqual([HOST, HOST]);
  expect(seen[1]?.headers.cookie).toBeUndefined();
});

it('a server that cannot prove its name is not asked', async () => {
  expect(await fetchFrom('https://another.example/1')).toEqual(refused('picture.unreachable'));
  expect(await fetchFrom(`https://${LOOPBACK}/1`)).toEqual(refused('picture.unreachable'));
  const { cert: stranger } = await generate([{ name: 'commonName', value: 'nobody' }], { keyType: 'ec' });
  expect(await fetchFrom(`https://${HOST}/1`, { ca: stranger })).toEqual(refused('picture.unreachable'));
  expect(seen).toEqual([]);
});

it('a line that breaks, or was never there, brings no half of a picture', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': 1_000 }).write('half');
    setImmediate(() => response.destroy());
  };
  expect(await fetchFrom(`https://${HOST}/1`)).toEqual(refused('picture.unreachable'));
  const closed = createServer().listen(0, LOOPBACK);
  await once(closed, 'listening');
  const address = closed.address();
  closed.close();
  assert(typeof address === 'object' && address, 'the server listened on a port');
  expect(await fetchFrom(`https://${HOST}/1`, { at: address.port })).toEqual(refused('picture.unreachable'));
});

it('a body without an end is left where it is too large, and the line is closed', async () => {
  const closed = new Promise((resolve) => {
    answer = (_request, response) => {
      const chunk = Buffer.alloc(256 * 1024);
      const write = (): void => {
        if (!response.destroyed) response.write(chunk, write);
      };
      response.once('close', resolve);
      write();
    };
  });
  expect(await fetchFrom(`https://${HOST}/1`)).toEqual(refused('picture.too-large'));
  await closed;
});

it('a body that dribbles in is left at the deadline, and the line is closed', async () => {
  const deadline = new AbortController();
  const closed = new Promise((resolve) => {
    answer = (_request, response) => {
      response.once('close', resolve);
      response.write('a drop', () => deadline.abort());
    };
  });
  expect(await fetchFrom(`https://${HOST}/1`, { deadline: deadline.signal })).toEqual(refused('picture.too-slow'));
  await closed;
});

it('a name is no longer asked for once nobody wants to know', async () => {
  const controller = new AbortController();
  const asked = openOutside().resolve(HOST, controller.signal);
  controller.abort(new Error('enough'));
  await expect(asked).rejects.toThrow('enough');
});
