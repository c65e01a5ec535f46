import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ShowId } from '../shared/ids.ts';
import type { Scope } from '../shared/lifetime.ts';
import type { Log } from '../shared/log.ts';
import type { Random } from '../shared/random.ts';
import { Accounts, type SignUpPolicy } from './auth/accounts.ts';
import type { PasswordHasher } from './auth/password-hasher.ts';
import { Invites } from './auth/invites.ts';
import { Seats } from './auth/seats.ts';
import { Sessions } from './auth/sessions.ts';
import { ProcessPlanner } from './catalog/planner.ts';
import { openCheckouts, type CheckoutSettings, type OpenCheckouts } from './checkout/open.ts';
import { makeHttpApp } from './http/app.ts';
import type { HttpConfig } from './http/config.ts';
import { toHttps } from './http/to-https.ts';
import { ShowBoard } from './lobby/board.ts';
import { Thumbnails } from './lobby/thumbnails.ts';
import type { Metrics } from './observe/metrics.ts';
import type { RecordKey } from './record/record-key.ts';
import { openPictures } from './pictures/open.ts';
import type { Outside } from './pictures/outside.ts';
import type { PushLine } from './push/line.ts';
import { Reminders } from './push/reminders.ts';
import type { MediaPlane } from './sfu/port.ts';
import { ShowRegistry } from './shows/registry.ts';
import { makeHandlers } from './signaling/dispatch.ts';
import { openGateway } from './signaling/gateway.ts';
import type { SignalingLimits } from './signaling/limits.ts';
import { ShowRooms } from './signaling/show-room.ts';
import type { Store } from './store/port.ts';
import { Buyers } from './till/buyers.ts';
import { Sweeper } from './till/sweeper.ts';
import { answerPlainToo } from './tls/plain-too.ts';

/** A certificate and its key, PEM. */
export type TlsIdentity = { readonly cert: string; readonly key: string };

export type AppDeps = {
  readonly config: {
    readonly listen: { readonly host: string; readonly port: number };
    /** Null: plain HTTP. */
    readonly tls: TlsIdentity | null;
    readonly http: HttpConfig;
    readonly signUp: SignUpPolicy;
    readonly checkout: CheckoutSettings;
    readonly limits: SignalingLimits;
  };
  readonly store: Store;
  readonly plane: MediaPlane;
  readonly hasher: PasswordHasher;
  /** What shows' records are signed with. */
  readonly recordKey: RecordKey;
  /** The Internet, for pictures that lie there; null where the server is told to stay inside. */
  readonly outside: Outside | null;
  /** The way to push services and what they know us by; null where the settings have no keys for it. */
  readonly pushLine: { readonly line: PushLine; readonly publicKey: string } | null;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
};

export type App = {
  readonly port: number;
  readonly shows: ShowRegistry;
  readonly accounts: Accounts;
  /** No new work and no more sockets: pages come back to the server that follows. Closing is the scope's. */
  drain(): void;
};

/** HTTP and sockets on one listener, over the given store and media plane. Closes with `scope`. */
export const createApp = async (deps: AppDeps, scope: Scope): Promise<App> => {
  const { config, store, plane, clock, random, log, metrics } = deps;
  let phase: 'serving' | 'draining' = 'serving';
  const shows = new ShowRegistry({ records: store.records, events: store.log, clock, random, log });
  const access = openAccess(deps);
  const { sessions, invites, seats, buyers } = access;
  const { handOff, ...till } = openTill(deps, shows, scope);
  let rooms: ShowRooms | null = null;
  const httpDeps = {
    ...openPictures({ store, outside: deps.outside, random, log }, scope.child()),
    config: config.http,
    store,
    shows,
    ...access,
    planner: scope.use(new ProcessPlanner()),
    ...till,
    recordKey: deps.recordKey,
    ...openBoard(deps, shows, (showId) => rooms?.watchersOf(showId) ?? 0),
    reminders: openReminders(deps, shows, scope),
    plane,
    phase: () => phase,
    clock,
    random,
    log,
  };
  await shows.loseAll();
  handOff.resume(shows.loaded());

  scope.use(new Sweeper({ shows: () => shows.loaded(), clock, log }));
  const server = await listen(config, makeHttpApp(httpDeps), scope);
  rooms = new ShowRooms({ plane, limits: config.limits, seats, clock, metrics, log }, scope.child());
  const gateway = openGateway(
    server,
    {
      shows,
      sessions,
      seats,
      buyers,
      records: store.records,
      rooms,
      clock,
      random,
      log,
      metrics,
      limits: config.limits,
      handlers: makeHandlers({ plane, store, random, invites, seats, handOff }),
      origins: config.http.origins,
      trustedProxies: config.http.trustedProxies,
      phase: () => phase,
    },
    scope,
  );
  const drain = (): void => {
    phase = 'draining';
    gateway.drain();
    server.closeIdleConnections();
  };
  return { port: portOf(server), shows, accounts: access.accounts, drain };
};

const openTill = ({ config, store, clock, log }: AppDeps, shows: ShowRegistry, scope: Scope): OpenCheckouts => {
  const { publicOrigin, transport } = config.http;
  const origin = publicOrigin ?? `${transport}://localhost:${config.listen.port}`;
  return openCheckouts({ settings: config.checkout, shows, records: store.records, origin, clock, log }, scope.child());
};

/** Who is who, by their cookies and links. */
const openAccess = ({ config, store: { records }, hasher, clock, random }: AppDeps) => {
  const { transport } = config.http;
  const invites = new Invites({ records, clock, random });
  return {
    accounts: new Accounts({ records, hasher, random, signUp: config.signUp }),
    sessions: new Sessions({ records, clock, transport }),
    invites,
    seats: new Seats({ records, invites, clock, random, transport }),
    buyers: new Buyers(transport),
  };
};

/** What there is to watch, and how it looks. */
const openBoard = (
  { store: { records }, clock, log }: AppDeps,
  shows: ShowRegistry,
  watchersOf: (showId: ShowId) => number,
) => {
  const thumbnails = new Thumbnails({ clock, log });
  return { thumbnails, board: new ShowBoard({ shows, records, thumbnails, watchersOf, clock }) };
};

/** Null where the settings have no keys for it. */
const openReminders = ({ pushLine, store: { records }, clock, log }: AppDeps, shows: ShowRegistry, scope: Scope) => {
  if (!pushLine) return null;
  const deadline = (ms: number): AbortSignal => AbortSignal.any([scope.signal, AbortSignal.timeout(ms)]);
  const reminders = new Reminders({ ...pushLine, records, deadline, clock, log });
  scope.use(shows.listen((events, state) => reminders.hear(events, state)));
  return reminders;
};

/** Requests that dribble in slowly hold a socket each; these bounds are short because no body of ours is large. */
const SERVER_LIMITS = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 };
const HANDSHAKE_MS = 10_000;

/** Programs that would rather speak HTTP/2 ask for it with every request, and mean the request itself, too. RFC 9110 7.8. */
const isForSocket = ({ headers: { upgrade } }: IncomingMessage): boolean => upgrade?.toLowerCase() === 'websocket';
const SERVER_OPTIONS = { ...SERVER_LIMITS, shouldUpgradeCallback: isForSocket };

const listen = async (
  { listen: address, tls, http }: AppDeps['config'],
  app: RequestListener,
  scope: Scope,
): Promise<Server> => {
  const { server, closeConnections } = tls ? serveSecurely(tls, app, http.publicOrigin) : servePlainly(app);
  server.listen(address.port, address.host);
  await once(server, 'listening');
  scope.defer(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    closeConnections();
    await closed;
  });
  return server;
};

type Serving = { readonly server: Server; readonly closeConnections: () => void };

const servePlainly = (app: RequestListener): Serving => {
  const server = createHttpServer(SERVER_OPTIONS, app);
  return { server, closeConnections: () => server.closeAllConnections() };
};

/** People type addresses without `https://`, so plain HTTP is answered on the same port, with the way there. */
const serveSecurely = (tls: TlsIdentity, app: RequestListener, publicOrigin: string | null): Serving => {
  const server = createHttpsServer({ ...SERVER_OPTIONS, ...tls, handshakeTimeout: HANDSHAKE_MS }, app);
  const plain = createHttpServer(toHttps(publicOrigin));
  const plainToo = answerPlainToo(server, { plain, limitMs: HANDSHAKE_MS });
  return { server, closeConnections: () => plainToo.close() };
};

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};
