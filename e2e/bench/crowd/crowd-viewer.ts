import type * as v from 'valibot';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import { SOCKET_PATH } from '../../../shared/protocol/paths.ts';
import type { VIEWER_METHODS } from '../../../shared/protocol/viewer-methods.ts';
import { CrowdSocket } from './crowd-socket.ts';

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
  readonly #socket: CrowdSocket;
  #nextId = 1;

  private constructor(socket: CrowdSocket, index: number) {
    this.#socket = socket;
    this.index = index;
  }

  static async join({ url, address, index, cookie }: Seat, hear: Hearing): Promise<CrowdViewer> {
    const socket = await CrowdSocket.open({
      url: new URL(SOCKET_PATH, url),
      headers: { Origin: url, Cookie: cookie },
      localAddress: `127.0.${1 + Math.floor(index / SOCKETS_AN_ADDRESS)}.1`,
    });
    const viewer = new CrowdViewer(socket, index);
    const opened = Promise.withResolvers<undefined>();
    socket.onText = () => opened.resolve(undefined);
    viewer.ask('session.open', { as: 'viewer', version: PROTOCOL_VERSION, address, resume: null, watch: null });
    await opened.promise;
    socket.onText = (text) => hear(text, viewer);
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
