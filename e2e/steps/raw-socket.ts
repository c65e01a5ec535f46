import type { Page } from '@playwright/test';
import { SOCKET_PATH } from '../../shared/protocol/paths.ts';

/** How a socket ended, and the failures that it was told before. */
export type SocketEnd = { readonly code: number; readonly failures: readonly string[] };

/**
 * Opens a socket from a page of ours, as hostile code in it could, sends `frames`, and tells how the server ended it.
 * A frame that is a number is sent as so many bytes of binary. `answered`: each frame waits for the answer to the one before.
 */
export const sendRawFrames = (
  page: Page,
  frames: readonly (string | number)[],
  pace: 'at-once' | 'answered' = 'at-once',
): Promise<SocketEnd> =>
  page.evaluate(
    ({ path, all, wanted }) =>
      new Promise<SocketEnd>((resolve) => {
        const url = new URL(path, location.href);
        url.protocol = 'ws:';
        const socket = new WebSocket(url);
        const failures: string[] = [];
        const rest = [...all];
        const sendNext = (): void => {
          const frame = rest.shift();
          if (frame !== undefined) socket.send(typeof frame === 'string' ? frame : new Uint8Array(frame));
        };
        socket.onmessage = ({ data }) => {
          const frame = JSON.parse(String(data)) as { t: string; code?: string };
          if (frame.t === 'failure') failures.push(String(frame.code));
          if (wanted === 'answered' && (frame.t === 'reply' || frame.t === 'failure')) sendNext();
        };
        socket.onopen = () => {
          if (wanted === 'answered') sendNext();
          else while (rest.length > 0) sendNext();
        };
        socket.onclose = ({ code }) => resolve({ code, failures });
      }),
    { path: SOCKET_PATH, all: [...frames], wanted: pace },
  );

export const requestFrame = (id: number, method: string, params: unknown): string =>
  JSON.stringify({ t: 'request', id, method, params });
