import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Closable } from '../../shared/lifetime.ts';

type PlainTooOptions = {
  /** Answers plain connections; it does not listen itself. */
  readonly plain: HttpServer;
  /** How long a connection may say nothing, and how long a plain one may take altogether. */
  readonly limitMs: number;
};

/** The type of a TLS record that is part of a handshake: what every TLS connection begins with. RFC 8446 5.1. */
const HANDSHAKE_RECORD = 0x16;

/**
 * Lets `secure` answer plain HTTP on its port, too, by the first byte of each connection. Call it before `secure` listens;
 * closing ends every connection, whatever it is at.
 */
export const answerPlainToo = (secure: HttpsServer, { plain, limitMs }: PlainTooOptions): Closable => {
  const open = new Set<Socket>();
  // Node's own listener starts the handshake with whatever arrives. Only a server that listens bounds slow requests, so
  // `secure` stays the one that listens, and plain connections have a limit of ours.
  const handshakes = secure.listeners('connection');
  secure.removeAllListeners('connection');

  secure.on('connection', (socket: Socket) => {
    open.add(socket);
    const limit = setTimeout(() => socket.destroy(), limitMs);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(limit);
      open.delete(socket);
    });
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.unshift(first);
      if (first[0] === HANDSHAKE_RECORD) {
        clearTimeout(limit);
        for (const handshake of handshakes) Reflect.apply(handshake, secure, [socket]);
      } else {
        plain.emit('connection', socket);
        socket.resume();
      }
    });
  });

  return {
    close: () => {
      for (const socket of open) socket.destroy();
    },
  };
};
