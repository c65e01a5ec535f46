import { SOCKET_PATH } from '../../shared/protocol/paths.ts';

/** What a socket tells. Exactly one `onClose` ends it, also when it never opened; 1006 when nobody said why. */
export type SocketListeners = {
  onOpen(): void;
  onMessage(data: unknown): void;
  onClose(closeCode: number): void;
};

/** The part of a WebSocket that the connection uses. `close` by this side reports no `onClose` of use: the caller forgets the socket. */
export type Socket = { send(text: string): void; close(): void };

export type SocketFactory = (url: string, listeners: SocketListeners) => Socket;

/** A WebSocket of this browser. */
export const openBrowserSocket: SocketFactory = (url, listeners) => {
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => listeners.onOpen());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => listeners.onMessage(event.data));
  socket.addEventListener('close', (event) => listeners.onClose(event.code));
  return { send: (text) => socket.send(text), close: () => socket.close() };
};

/** Where the server that gave `page` listens. */
export const socketUrl = (page: Pick<Location, 'href' | 'protocol'>): string => {
  const url = new URL(SOCKET_PATH, page.href);
  url.protocol = page.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
};
