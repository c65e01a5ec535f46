import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { ErrorCode } from '../../shared/errors.ts';
import { ERRORS } from '../../shared/errors.ts';
import type { Scope } from '../../shared/lifetime.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { SOCKET_PATH } from '../../shared/protocol/paths.ts';
import { isOwnHost, isOwnOrigin, type OriginPolicy } from '../auth/origin.ts';
import { JoinLimit } from './join-limit.ts';
import { PageSocket, type PageSocketDeps } from './page-socket.ts';
import { SendTurns } from './send-turns.ts';
import { addressGroup, visitorAddress } from './visitor-address.ts';

type GatewayDeps = Omit<PageSocketDeps, 'turns'> & {
  readonly origins: OriginPolicy;
  readonly trustedProxies: number;
  readonly phase: () => 'serving' | 'draining';
};

export type Gateway = {
  /** Says goodbye to every page; they come back as soon as a server listens again. */
  drain(): void;
};

/** Takes WebSocket upgrades on `server` at the one address that pages know. */
export const openGateway = (server: Server, deps: GatewayDeps, scope: Scope): Gateway => {
  const { limits, metrics } = deps;
  // Compressing small frames costs more memory and time than it saves, and leaks secrets' lengths (CRIME).
  const sockets = new WebSocketServer({
    noServer: true,
    // Each connection has its own, lower limit until it is known whose it is.
    maxPayload: limits.maxStudioFrameBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const joins = new JoinLimit({ perSecond: limits.joinsPerSecond, burst: limits.joinBurst });
  const pages = new Set<PageSocket>();
  const turns = new SendTurns((work) => void setImmediate(work));

  const refusalOf = (request: IncomingMessage): ErrorCode | null => {
    if (pathOf(request) !== SOCKET_PATH) return 'request.unknown-method';
    if (!isOwnHost(request.headers, deps.origins)) return 'request.wrong-host';
    if (!isOwnOrigin(request.headers, deps.origins)) return 'request.wrong-origin';
    if (deps.phase() === 'draining') return 'server.stopping';
    if (pages.size >= limits.maxSockets) return 'server.full';
    const group = addressGroup(visitorAddress(request, deps.trustedProxies));
    return joins.take(group, performance.now()) ? null : 'request.too-many';
  };

  const handleUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request);
    if (refusal !== null) {
      metrics.refusedUpgrades.inc({ reason: refusal });
      return refuseUpgrade(stream, refusal);
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      const page = new PageSocket(
        { ...deps, turns },
        { line: { socket, stream }, cookie: request.headers.cookie },
        (over) => pages.delete(over),
      );
      pages.add(page);
    });
  };

  const drain = (): void => {
    for (const page of pages) page.close(CLOSE_CODES.stopping);
  };
  server.on('upgrade', handleUpgrade);
  scope.defer(() => {
    server.off('upgrade', handleUpgrade);
    drain();
    sockets.close();
  });
  return { drain };
};

/** A request line may say anything; `new URL` would throw at some of it, and nobody catches what an upgrade throws. */
const pathOf = ({ url = '' }: IncomingMessage): string => url.split('?', 1)[0] ?? '';

const refuseUpgrade = (stream: Duplex, code: ErrorCode): void => {
  const body = JSON.stringify({ code });
  const head = [
    `HTTP/1.1 ${ERRORS[code].httpStatus} Refused`,
    'Connection: close',
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  stream.end(`${head.join('\r\n')}\r\n\r\n${body}`);
};
