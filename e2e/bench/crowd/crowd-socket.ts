import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { clientPong, clientText, readFrames } from './frames.ts';

type Address = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Of this machine, from which it comes. */
  readonly localAddress: string;
};

const HEAD_ENDS = '\r\n\r\n';
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** All sockets read into it, one after the other: what was read is heard before anybody else reads. */
const READ_INTO = Buffer.alloc(256 * 1024);

/**
 * A WebSocket that spends little on reading, where `ws` takes a stream, an event and a buffer for each message: ten thousand pages
 * read on ten thousand machines, and the one machine that is measured should not pay for it.
 */
export class CrowdSocket {
  readonly #socket: Socket;
  readonly #opened = Promise.withResolvers<undefined>();
  readonly #accept: string;
  #phase: 'greeting' | 'open' = 'greeting';
  #rest: Buffer | null = null;
  /** Hears each text; Latin-1, since it is searched for ASCII only. */
  onText: (text: string) => void = () => undefined;

  private constructor({ url, headers, localAddress }: Address) {
    const key = randomBytes(16).toString('base64');
    this.#accept = createHash('sha1')
      .update(key + GUID)
      .digest('base64');
    const callback = (bytes: number): boolean => {
      this.#read(READ_INTO.subarray(0, bytes));
      return true;
    };
    this.#socket = connect({
      host: url.hostname,
      port: Number(url.port),
      localAddress,
      noDelay: true,
      onread: { buffer: READ_INTO, callback },
    });
    this.#socket.on('error', (error) => this.#opened.reject(error));
    this.#socket.on('close', () => this.#opened.reject(new Error('the server closed a socket of the crowd')));
    const lines = [
      `GET ${url.pathname} HTTP/1.1`,
      `Host: ${url.host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    this.#socket.write(lines.join('\r\n') + HEAD_ENDS);
  }

  static async open(address: Address): Promise<CrowdSocket> {
    const socket = new CrowdSocket(address);
    await socket.#opened.promise;
    return socket;
  }

  send(text: string): void {
    this.#socket.write(clientText(text));
  }

  #read(chunk: Buffer): void {
    const bytes = this.#rest ? Buffer.concat([this.#rest, chunk]) : chunk;
    const read = this.#phase === 'greeting' ? this.#greet(bytes) : this.#hear(bytes);
    // A copy: the next socket reads into the same bytes.
    this.#rest = read === bytes.length ? null : Buffer.from(bytes.subarray(read));
  }

  #greet(bytes: Buffer): number {
    const end = bytes.indexOf(HEAD_ENDS);
    if (end === -1) return 0;
    const head = bytes.subarray(0, end).toString();
    if (!head.startsWith('HTTP/1.1 101') || !head.includes(this.#accept)) {
      this.#socket.destroy(new Error(`the server refused a socket of the crowd: ${head}`));
      return bytes.length;
    }
    this.#phase = 'open';
    this.#opened.resolve(undefined);
    return end + HEAD_ENDS.length;
  }

  #hear(bytes: Buffer): number {
    return readFrames(bytes, ({ kind, payload }) => {
      if (kind === 'text') this.onText(payload.toString('latin1'));
      else if (kind === 'ping') this.#socket.write(clientPong(payload));
    });
  }
}
