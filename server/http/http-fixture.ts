import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import type { InvitedRole } from '../../shared/protocol/invites.ts';
import { Scope } from '../../shared/lifetime.ts';
import { seededRandom } from '../../shared/random.ts';
import { Accounts, type SignUpPolicy } from '../auth/accounts.ts';
import { planFile } from '../catalog/planned.ts';
import { readShelf } from '../catalog/shelf-table.ts';
import { openCheckouts, type CheckoutSettings } from '../checkout/open.ts';
import { Buyers } from '../till/buyers.ts';
import { makeDoors, type Doors } from '../auth/doors-fixture.ts';
import { makeFakeHasher } from '../auth/fake-hasher.ts';
import type { PageTransport } from '../auth/secret-cookie.ts';
import { Sessions } from '../auth/sessions.ts';
import type { ShowId } from '../../shared/ids.ts';
import { ShowBoard } from '../lobby/board.ts';
import { Thumbnails } from '../lobby/thumbnails.ts';
import { makeRecordKey } from '../record/record-key-fixture.ts';
import { FakeOutside } from '../pictures/fake-outside.ts';
import type { PushLine } from '../push/line.ts';
import { Reminders } from '../push/reminders.ts';
import { openPictures } from '../pictures/open.ts';
import type { ShowActor } from '../shows/actor.ts';
import { ShowRegistry } from '../shows/registry.ts';
import { makeTestLog, openTestStore } from '../shows/shows-fixture.ts';
import type { Store } from '../store/port.ts';
import { makeHttpApp } from './app.ts';
import { DEFAULT_HTTP_LIMITS, type HttpConfig, type HttpLimits } from './config.ts';
import type { HttpDeps } from './deps.ts';

type Options = {
  readonly signUp?: SignUpPolicy;
  readonly transport?: PageTransport;
  readonly publicOrigin?: string | null;
  readonly embedOrigins?: readonly string[];
  readonly limits?: Partial<HttpLimits>;
  readonly fetchPictures?: 'on' | 'off';
  readonly push?: 'on' | 'off';
  readonly wrapStore?: (store: Store) => Store;
  readonly checkout?: Partial<CheckoutSettings>;
};

/** What the server finds around it; a test changes it as it likes. */
type World = { atMs: number; media: boolean; phase: 'serving' | 'draining' };

const page = (name: string): string =>
  `<!doctype html><html><head><title>Tally</title></head><body data-page="${name}"></body></html>`;

const makePagesDir = (scope: Scope): string => {
  const pagesDir = mkdtempSync(path.join(tmpdir(), 'tally-pages-'));
  scope.defer(() => rmSync(pagesDir, { recursive: true, force: true }));
  for (const name of ['home', 'lobby', 'studio', 'viewer', 'guest', 'desk', 'pay']) {
    mkdirSync(path.join(pagesDir, name));
    writeFileSync(path.join(pagesDir, name, 'index.html'), page(name));
  }
  mkdirSync(path.join(pagesDir, 'assets'));
  mkdirSync(path.join(pagesDir, '.vite'));
  writeFileSync(path.join(pagesDir, 'assets', 'viewer-abc123.js'), `export const text = '${'tally '.repeat(500)}';`);
  writeFileSync(path.join(pagesDir, 'assets', 'segmenter.worker-aB_1-2.js'), 'export {};');
  writeFileSync(path.join(pagesDir, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(path.join(pagesDir, '.vite', 'manifest.json'), '{}');
  return pagesDir;
};

const listen = async (app: RequestListener, scope: Scope): Promise<string> => {
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  scope.defer(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert(typeof address === 'object' && address, 'the server listens on a port');
  return `http://127.0.0.1:${address.port}`;
};

const makeConfig = (
  scope: Scope,
  { limits, ...asked }: Required<Pick<Options, 'transport' | 'publicOrigin' | 'embedOrigins' | 'limits'>>,
): HttpConfig => ({
  ...asked,
  pagesDir: makePagesDir(scope),
  origins: { kind: 'own-hosts', names: ['teabox.local'] },
  trustedProxies: 0,
  limits: { ...DEFAULT_HTTP_LIMITS, ...limits },
});

const healthOf = (world: World) => ({
  plane: { routerRtpCapabilities: { codecs: [] }, isHealthy: () => world.media },
  phase: () => world.phase,
});

/** The whole HTTP side on a free port, over a store in memory and fakes of the other ports. */
export const openHttp = async ({
  signUp = 'first-only',
  transport = 'http',
  publicOrigin = 'https://live.example.org',
  embedOrigins = [],
  limits = {},
  fetchPictures = 'on',
  push = 'off',
  wrapStore,
  checkout = {},
}: Options = {}) => {
  const scope = new Scope((error) => {
    throw error;
  });
  const memory = scope.use(openTestStore());
  const store = wrapStore?.(memory) ?? memory;
  const { records } = store;
  const world: World = { atMs: 1_000, media: true, phase: 'serving' };
  const clock = () => world.atMs;
  const random = seededRandom(5);
  const log = makeTestLog();
  const shows = new ShowRegistry({ records, events: store.log, clock, random, log });
  const doors = makeDoors({ records, clock, random, transport });
  const { handOff, ...till } = openTill({ shows, records, clock, log, checkout, publicOrigin }, scope);
  const recordKey = makeRecordKey();
  const outside = new FakeOutside();
  const watchers = new Map<ShowId, number>();
  const app = makeHttpApp({
    ...openPictures({ store, outside: fetchPictures === 'on' ? outside : null, random, log }, scope.child()),
    config: makeConfig(scope, { transport, publicOrigin, embedOrigins, limits }),
    store,
    shows,
    accounts: new Accounts({ records, hasher: makeFakeHasher(), random, signUp }),
    sessions: new Sessions({ records, clock, transport }),
    seats: doors.seats,
    buyers: new Buyers(transport),
    planner: { plan: (work) => planFile(work, random), readShelf },
    ...till,
    recordKey,
    ...openLobby({ shows, records, clock, log }, watchers),
    reminders: push === 'on' ? openReminders({ records, clock, log }) : null,
    ...healthOf(world),
    clock,
    random,
    log,
  });
  const origin = await listen(app, scope);
  const visit = makeVisitor(origin);
  return {
    origin,
    ...{ world, log, store, shows, demo: till.demo, handOff, outside, watchers },
    ...{ ...doors, recordKey, visit },
    close: () => scope.close(),
    /** A channel's one show, made as its owner makes it. */
    aShow: () => makeShow(visit(), { records, shows }),
    /** Somebody who came into the studio of this show by a link. */
    enterAs: (showId: ShowId, role: InvitedRole, visitor = visit()) => enter(visitor, doors, { showId, role }),
  };
};

type LobbyDeps = Pick<HttpDeps, 'shows' | 'clock' | 'log'> & { readonly records: Store['records'] };

const openLobby = ({ shows, records, clock, log }: LobbyDeps, watchers: ReadonlyMap<ShowId, number>) => {
  const thumbnails = new Thumbnails({ clock, log });
  const watchersOf = (showId: ShowId): number => watchers.get(showId) ?? 0;
  return { thumbnails, board: new ShowBoard({ shows, records, thumbnails, watchersOf, clock }) };
};

const openReminders = (deps: Omit<LobbyDeps, 'shows'>): Reminders =>
  new Reminders({ ...deps, line: SILENT, publicKey: 'a public key', deadline: (ms) => AbortSignal.timeout(ms) });

/** Push services that take everything. */
const SILENT: PushLine = { send: () => Promise.resolve('sent') };

type TillOptions = Pick<HttpDeps, 'shows' | 'clock' | 'log'> & {
  readonly records: Store['records'];
  readonly checkout: Partial<CheckoutSettings>;
  readonly publicOrigin: string | null;
};

const openTill = ({ checkout, publicOrigin, ...deps }: TillOptions, scope: Scope) => {
  const settings: CheckoutSettings = { standard: { kind: 'demo' }, channels: new Map(), stripe: null, ...checkout };
  const origin = publicOrigin ?? 'http://localhost';
  return openCheckouts({ ...deps, settings, origin }, scope.child());
};

const makeShow = async (
  owner: Visitor,
  { records, shows }: { readonly records: Store['records']; readonly shows: ShowRegistry },
): Promise<ShowActor> => {
  await owner.post(ENDPOINTS.signUp.path, { body: tea });
  await owner.post(ENDPOINTS.createShow.path, { body: { title: 'Spring teas', address: null } });
  const row = records.allShows().at(-1);
  const actor = row && shows.get(row.id);
  assert(actor, 'the show exists');
  return actor;
};

type Visitor = ReturnType<ReturnType<typeof makeVisitor>>;

const enter = async (
  visitor: Visitor,
  { invites }: Doors,
  { showId, role }: { readonly showId: ShowId; readonly role: InvitedRole },
): Promise<Visitor> => {
  const wish = { role, name: 'Lin', explaining: 'at-once', maxUses: 1, lifetimeMs: 60_000 } as const;
  const link = invites.create(showId, wish);
  assert(link.ok, 'the link was made');
  await visitor.post(ENDPOINTS.enterStudio.path, { body: { token: link.value.token, name: 'Lin' } });
  return visitor;
};

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or undefined when it is none. */
  readonly body: unknown;
};
type Ask = {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: IncomingHttpHeaders;
};

/** Someone with a browser: keeps the cookies, sends the origin that a browser would. */
const makeVisitor = (origin: string) => () => {
  const jar = { cookie: '' };
  const send = async (
    method: 'GET' | 'POST',
    pathname: string,
    { body, raw, headers = {} }: Ask = {},
  ): Promise<Answer> => {
    const sent = new Headers({ cookie: jar.cookie, ...(method === 'POST' ? { origin } : {}) });
    if (body !== undefined) sent.set('content-type', 'application/json');
    for (const [name, value] of Object.entries(headers)) sent.set(name, String(value));
    const payload = raw ?? (body === undefined ? null : JSON.stringify(body));
    const response = await fetch(origin + pathname, { method, headers: sent, body: payload, redirect: 'manual' });
    jar.cookie = withCookies(jar.cookie, response.headers.getSetCookie());
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  };
  return {
    jar,
    get: (pathname: string, ask?: Ask) => send('GET', pathname, ask),
    post: (pathname: string, ask?: Ask) => send('POST', pathname, ask),
  };
};

/** A `Cookie` header after these `Set-Cookie` headers. */
const withCookies = (cookie: string, set: readonly string[]): string => {
  const pairs = [...cookie.split('; '), ...set.map((header) => header.split(';', 1)[0] ?? '')].filter(Boolean);
  return [...new Map(pairs.map((pair) => [pair.split('=', 1)[0], pair])).values()].join('; ');
};

export const tea = { name: 'Tea house', handle: 'tea', password: 'correct horse' };
