import * as v from 'valibot';
import { RequestFrame } from '../../shared/protocol/frame.ts';
import type { SocketFactory, SocketListeners } from './socket.ts';

/** The server's end of one socket that a page opened. */
export type FakeSocket = {
  readonly url: string;
  readonly requests: readonly RequestFrame[];
  readonly isClosedByPage: boolean;
  /** Accepts the socket; until then it is still connecting. */
  accept(): void;
  send(frame: unknown): void;
  sendText(text: unknown): void;
  reply(id: number, result: unknown): void;
  /** The newest request of a method. */
  last(method: string): RequestFrame;
  /** From now on pings are answered by themselves with this clock, or not when null. */
  answerPings(serverNow: (() => number) | null): void;
  close(closeCode: number): void;
};

/** A network of one page: every socket that it opened, oldest first. */
export type FakeNetwork = {
  readonly factory: SocketFactory;
  readonly sockets: readonly FakeSocket[];
  latest(): FakeSocket;
};

export const fakeNetwork = (): FakeNetwork => {
  const sockets: FakeSocket[] = [];
  const factory: SocketFactory = (url, listeners) => {
    const requests: RequestFrame[] = [];
    const socket = aSocket(url, requests, listeners);
    sockets.push(socket);
    return {
      send: (text) => {
        const request = v.parse(RequestFrame, JSON.parse(text));
        requests.push(request);
        if (request.method === 'clock.ping') queueMicrotask(() => socket.answerPing(request.id));
      },
      close: () => socket.closeByPage(),
    };
  };
  const latest = (): FakeSocket => {
    const socket = sockets.at(-1);
    if (!socket) throw new Error('the page opened no socket');
    return socket;
  };
  return { factory, sockets, latest };
};

const aSocket = (
  url: string,
  requests: readonly RequestFrame[],
  listeners: SocketListeners,
): FakeSocket & { closeByPage(): void; answerPing(id: number): void } => {
  let isClosedByPage = false;
  let pingClock: (() => number) | null = null;
  const send = (frame: unknown): void => listeners.onMessage(JSON.stringify(frame));
  return {
    url,
    requests,
    get isClosedByPage() {
      return isClosedByPage;
    },
    accept: () => listeners.onOpen(),
    send,
    sendText: (text) => listeners.onMessage(text),
    reply: (id, result) => send({ t: 'reply', id, result }),
    last: (method) => {
      const request = requests.findLast((candidate) => candidate.method === method);
      if (!request) throw new Error(`the page did not ask for ${method}`);
      return request;
    },
    answerPings: (serverNow) => {
      pingClock = serverNow;
    },
    answerPing: (id) => {
      if (pingClock) send({ t: 'reply', id, result: { serverAtMs: pingClock() } });
    },
    close: (closeCode) => listeners.onClose(closeCode),
    // A browser's socket tells its end later, also to the side that closed it.
    closeByPage: () => {
      isClosedByPage = true;
      queueMicrotask(() => listeners.onClose(1005));
    },
  };
};
