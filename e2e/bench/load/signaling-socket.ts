import { once } from 'node:events';
import * as v from 'valibot';
import { WebSocket, type RawData } from 'ws';
import { ServerFrame } from '../../../shared/protocol/frame.ts';
import { SOCKET_PATH } from '../../../shared/protocol/http.ts';
import { METHODS, type MethodName, type MethodParams, type MethodResult } from '../../../shared/protocol/methods.ts';

type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

type Visitor = {
  /** The server's origin, as pages see it. */
  readonly url: string;
  /** The value of a `Cookie` header; empty for viewers, who need none. */
  readonly cookie: string;
};

/** The product's socket as a page speaks it, without a page and without coming back. */
export class SignalingSocket {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(data));
    socket.on('close', (code) => this.#fail(new Error(`the server closed the socket with ${code}`)));
  }

  static async connect({ url, cookie }: Visitor): Promise<SignalingSocket> {
    const address = new URL(SOCKET_PATH, url);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, { headers: { Origin: url, ...(cookie !== '' && { Cookie: cookie }) } });
    const signaling = new SignalingSocket(socket);
    await once(socket, 'open');
    return signaling;
  }

  async call<Name extends MethodName>(method: Name, params: MethodParams<Name>): Promise<MethodResult<Name>> {
    const id = this.#nextId;
    this.#nextId += 1;
    const answered = new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#socket.send(JSON.stringify({ t: 'request', id, method, params }));
    const schema: v.GenericSchema = METHODS[method].result;
    return v.parse(schema, await answered) as MethodResult<Name>;
  }

  close(): void {
    this.#socket.close();
  }

  #receive(data: RawData): void {
    if (!Buffer.isBuffer(data)) throw new TypeError('a frame came in pieces');
    const frame = v.parse(ServerFrame, JSON.parse(data.toString()));
    if (frame.t !== 'reply' && frame.t !== 'failure') return;
    const waiting = this.#waiting.get(frame.id);
    this.#waiting.delete(frame.id);
    if (frame.t === 'reply') waiting?.resolve(frame.result);
    else
      waiting?.reject(new Error(`refused with ${frame.code}${frame.field === undefined ? '' : ` (${frame.field})`}`));
  }

  #fail(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
