import { once } from 'node:events';
import type * as v from 'valibot';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import { SOCKET_PATH } from '../../../shared/protocol/paths.ts';
import type { VIEWER_METHODS } from '../../../shared/protocol/viewer-methods.ts';

/** The server lets an address come so often; a crowd has many. Loopback is as wide as that. */
const SOCKETS_AN_ADDRESS = 150;

type Asked = 'session.open' | 'chat.write' | 'reaction.tap' | 'hold.request';

export type Seat = {
  /** The server's origin. */
  readonly url: string;
  /** The show's address. */
  readonly address: string;
  /** From 0; who is the first listens for the others to what is told to all. */
  readonly index: number;
  /** A `Cookie` header. */
  readonly cookie: string;
};

/** A viewer without a picture and without a page. Frames are handed on as they came: the crowd searches them, it does not parse. */
export class CrowdViewer {
  readonly index: number;
  readonly #socket: WebSocket;
  #nextId = 1;

  private constructor(socket: WebSocket, index: number) {
    this.#socket = socket;
    this.index = index;
  }

  static async join({ url, address, index, cookie }: Seat, hear: Hearing): Promise<CrowdViewer> {
    const socket = new WebSocket(new URL(SOCKET_PATH, url.replace('http', 'ws')), {
      headers: { Origin: url, Cookie: cookie },
      localAddress: `127.0.${1 + Math.floor(index / SOCKETS_AN_ADDRESS)}.1`,
    });
    await once(socket, 'open');
    const viewer = new CrowdViewer(socket, index);
    const opened = once(socket, 'message');
    viewer.ask('session.open', { as: 'viewer', version: PROTOCOL_VERSION, address, resume: null, watch: null });
    await opened;
    socket.on('message', (data) => hear(Buffer.isBuffer(data) ? data.toString() : '', viewer));
    return viewer;
  }

  /** The number of the request, which its reply has. */
  ask<Name extends Asked>(method: Name, params: v.InferInput<(typeof VIEWER_METHODS)[Name]['params']>): number {
    const id = this.#nextId;
    this.#nextId += 1;
    this.#socket.send(JSON.stringify({ t: 'request', id, method, params }));
    return id;
  }
}

export type Hearing = (text: string, viewer: CrowdViewer) => void;
