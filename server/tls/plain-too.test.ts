import { once } from 'node:events';
import { createServer as createHttpServer, request, type IncomingMessage } from 'node:http';
import { createServer as createHttpsServer, get as getSecurely } from 'node:https';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TlsIdentity } from '../app.ts';
import { answerPlainToo } from './plain-too.ts';
import { selfMadeIdentity } from './self-made.ts';

let dataDir: string;
let identity: TlsIdentity;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tally-plain-'));
  identity = await selfMadeIdentity({ dataDir, addresses: [], atMs: Date.now() });
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/** Longer than any test, and short. */
const NEVER_MS = 30_000;
const SOON_MS = 40;

const closers: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** An HTTPS server that says "secure", and "plain" to those who do not ask by TLS. */
const open = async (limitMs: number) => {
  const secure = createHttpsServer(identity, (_request, response) => void response.end('secure'));
  const plain = createHttpServer((_request, response) => void response.end('plain'));
  const plainToo = answerPlainToo(secure, { plain, limitMs });
  secure.listen(0, '127.0.0.1');
  await once(secure, 'listening');
  const address = secure.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const close = async (): Promise<void> => {
    const closed = new Promise((resolve) => secure.close(resolve));
    plainToo.close();
    secure.closeAllConnections();
    await closed;
  };
  closers.push(close);
  return { port, close };
};

const textOf = async (response: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += chunk;
  return text;
};

const askPlainly = async (port: number): Promise<string> =>
  textOf(
    await new Promise((resolve, reject) => {
      request({ port, host: '127.0.0.1', agent: false }, resolve).on('error', reject).end();
    }),
  );

const askSecurely = async (port: number): Promise<string> =>
  textOf(
    await new Promise((resolve, reject) => {
      getSecurely({ port, host: '127.0.0.1', ca: identity.cert, agent: false }, resolve).on('error', reject);
    }),
  );

/** A line to the server that has come about. */
const dial = async (port: number): Promise<Socket> => {
  const socket = connect(port, '127.0.0.1').setNoDelay();
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

/** Settles however the line ends. */
const closed = (socket: Socket): Promise<void> => {
  socket.resume();
  return new Promise((resolve) => socket.once('close', () => resolve()));
};

describe('one port for HTTPS and plain HTTP', () => {
  it('answers each by its own', async () => {
    const { port } = await open(NEVER_MS);
    expect(await Promise.all([askSecurely(port), askPlainly(port), askSecurely(port)])).toEqual([
      'secure',
      'plain',
      'secure',
    ]);
  });

  it('tells them apart by a first byte that comes alone', async () => {
    const { port } = await open(NEVER_MS);
    const line = await dial(port);
    const dribble = new Duplex({
      read: () => undefined,
      write: (chunk: Buffer, _encoding, done) => {
        line.write(chunk.subarray(0, 1), () => setImmediate(() => line.write(chunk.subarray(1), done)));
      },
    });
    line.on('data', (data) => dribble.push(data));
    const secure = connectTls({ socket: dribble, ca: identity.cert, servername: 'localhost' });
    await once(secure, 'secureConnect');
    secure.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const [answer] = (await once(secure, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200/);
    line.destroy();
  });

  it('refuses what is neither, and goes on', async () => {
    const { port } = await open(NEVER_MS);
    const line = await dial(port);
    const answered = once(line, 'data');
    line.write('\u0080\u0001 hello\r\n\r\n');
    const [answer] = (await answered) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 400/);
    await closed(line);
    expect(await askSecurely(port)).toBe('secure');
  });

  it.each([
    ['says nothing', []],
    ['never ends its request', ['GET / HTTP/1.1\r\n', 'Host: ']],
  ])('gives up a client that %s', async (_what, words) => {
    const { port } = await open(SOON_MS);
    const line = await dial(port);
    for (const word of words) line.write(word);
    await closed(line);
    expect(await askSecurely(port)).toBe('secure');
  });

  it('keeps a secure connection for longer than a plain one may take', async () => {
    const { port } = await open(SOON_MS);
    const idle = await dial(port);
    const secure = connectTls({ socket: await dial(port), ca: identity.cert, servername: 'localhost' });
    await once(secure, 'secureConnect');
    await closed(idle);
    secure.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const [answer] = (await once(secure, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 200/);
    secure.destroy();
  });

  it('outlives clients that break off before they say what they want', async () => {
    const { port } = await open(NEVER_MS);
    const lines = await Promise.all(Array.from({ length: 20 }, () => dial(port)));
    for (const [index, line] of lines.entries()) {
      if (index % 2 === 0) line.resetAndDestroy();
      else await closed(line.end());
    }
    expect(await askSecurely(port)).toBe('secure');
  });

  it('leaves nobody behind when it closes', async () => {
    const { port, close } = await open(NEVER_MS);
    const lines = await Promise.all(Array.from({ length: 3 }, () => dial(port)));
    lines[1]?.write('GET / HTTP/1.1\r\n');
    // The beginning of a handshake that does not go on.
    lines[2]?.write(Buffer.from([0x16, 3, 1]));
    const ends = lines.map(closed);
    await close();
    expect(await Promise.all(ends)).toHaveLength(3);
  });
});
