import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { assert } from '../../shared/invariant.ts';
import { Scope } from '../../shared/lifetime.ts';
import { Currency } from '../../shared/money.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { InviteWish } from '../../shared/protocol/invites.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import type { ItemFacts } from '../../shared/show/item.ts';
import { seededRandom } from '../../shared/random.ts';
import { createApp, type App, type TlsIdentity } from '../app.ts';
import { makeFakeHasher } from '../auth/fake-hasher.ts';
import { makeDoors, type Doors } from '../auth/doors-fixture.ts';
import { Sessions } from '../auth/sessions.ts';
import type { CheckoutSettings } from '../checkout/open.ts';
import { DEFAULT_HTTP_LIMITS, type HttpConfig } from '../http/config.ts';
import { makeMetrics } from '../observe/metrics.ts';
import { makeRecordKey } from '../record/record-key-fixture.ts';
import { FakeOutside } from '../pictures/fake-outside.ts';
import { FakePlane } from '../sfu/fake-plane.ts';
import { A_FINGERPRINT, anAsk, aProduction } from '../sfu/testing/rtp-parameters.ts';
import { makeTestLog, openTestStore } from '../shows/shows-fixture.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { Store } from '../store/port.ts';
import { DEFAULT_LIMITS, type SignalingLimits } from './limits.ts';
import { connectPage, type ScriptedPage } from './scripted-page.ts';
import { NO_PLAN } from '../../shared/show/plan.ts';

/** Short, so that no test waits for long. */
const TEST_LIMITS: SignalingLimits = { ...DEFAULT_LIMITS, interruptAfterMs: 30, countEveryMs: 20, latencyEveryMs: 30 };

type Options = {
  readonly limits?: Partial<SignalingLimits>;
  readonly store?: Store;
  readonly plane?: FakePlane;
  readonly tls?: TlsIdentity | null;
  readonly checkout?: CheckoutSettings;
};

const HTTP: Omit<HttpConfig, 'pagesDir'> = {
  publicOrigin: null,
  origins: { kind: 'own-hosts', names: [] },
  transport: 'http',
  trustedProxies: 0,
  embedOrigins: [],
  limits: DEFAULT_HTTP_LIMITS,
};

const DEMO: CheckoutSettings = { standard: { kind: 'demo' }, channels: new Map(), stripe: null };

let passwords = 0;

/** The whole server on a free port, over a store in memory and a media plane without media. */
export const openServer = async ({
  limits = {},
  store = openTestStore(),
  plane = new FakePlane(),
  tls = null,
  checkout = DEMO,
}: Options = {}) => {
  const scope = new Scope((error) => {
    throw error;
  });
  const pagesDir = makePagesDir(scope);
  const log = makeTestLog();
  const random = seededRandom(7 + passwords);
  /** How far the server's clock is ahead of this machine's. */
  const time = { skipMs: 0 };
  const clock = (): number => Date.now() + time.skipMs;
  const app = await createApp(
    {
      config: {
        listen: { host: '127.0.0.1', port: 0 },
        tls,
        http: { ...HTTP, pagesDir },
        signUp: 'open',
        checkout,
        limits: { ...TEST_LIMITS, ...limits },
      },
      store,
      plane,
      hasher: makeFakeHasher(),
      recordKey: makeRecordKey(),
      outside: new FakeOutside(),
      pushLine: null,
      clock,
      random,
      log,
      metrics: makeMetrics(),
    },
    scope,
  );
  const origin = `http://127.0.0.1:${app.port}`;
  const sessions = new Sessions({ records: store.records, clock, transport: 'http' });
  const doors = makeDoors({ records: store.records, clock, random, transport: 'http' });
  return {
    time,
    app,
    plane,
    store,
    log,
    scope,
    origin,
    url: `ws://127.0.0.1:${app.port}/socket`,
    connect: (headers: Readonly<Record<string, string>> = {}) =>
      connectPage(`ws://127.0.0.1:${app.port}/socket`, { origin, ...headers }),
    /** The cookie of somebody who came in by a link. */
    aSeat: (actor: ShowActor, wish: Partial<InviteWish> = {}) => takeSeat(doors, actor, wish),
    /** A channel of its own, its owner signed in, and one show. */
    aShow: () => makeShow(app, sessions),
    close: () => scope.close(),
  };
};

const makePagesDir = (scope: Scope): string => {
  const pagesDir = mkdtempSync(path.join(tmpdir(), 'tally-signaling-'));
  scope.defer(() => rmSync(pagesDir, { recursive: true, force: true }));
  return pagesDir;
};

export type TestServer = Awaited<ReturnType<typeof openServer>>;
export type TestShow = Awaited<ReturnType<typeof makeShow>>;

const makeShow = async (app: App, sessions: Sessions) => {
  passwords += 1;
  const signedUp = await app.accounts.signUp({
    name: 'Tea house',
    handle: `tea${passwords}`,
    password: 'correct horse',
  });
  assert(signedUp.ok, 'the account was made');
  const created = app.shows.create({
    channelId: signedUp.value.channel.id,
    title: 'Spring teas',
    address: null,
    plan: NO_PLAN,
  });
  assert(created.ok, 'the show was made');
  const cookie = sessions.open(signedUp.value.accountId).split(';')[0] ?? '';
  return { actor: created.value, cookie };
};

const takeSeat = ({ invites, seats }: Doors, { state }: ShowActor, wish: Partial<InviteWish>) => {
  const made = invites.create(state.id, {
    role: 'guest',
    name: 'Mei',
    explaining: 'at-once',
    maxUses: 1,
    lifetimeMs: 60_000,
    ...wish,
  });
  assert(made.ok, 'the link was made');
  const looked = seats.look(made.value.token, undefined);
  assert(looked.ok, 'the link is open');
  const taken = seats.take(looked.value.invite, looked.value.invite.name, undefined);
  assert(taken.ok, 'the seat was free');
  const { participantId } = taken.value.seat;
  return { inviteId: made.value.invite.id, participantId, cookie: taken.value.cookie.split(';')[0] ?? '' };
};

export const asCrew = (
  { state }: ShowActor,
  more: Partial<Extract<MethodParams<'session.open'>, { as: 'crew' }>> = {},
): MethodParams<'session.open'> => ({
  as: 'crew',
  version: PROTOCOL_VERSION,
  showId: state.id,
  resume: null,
  ...more,
});

export const asDesk = (
  { state }: ShowActor,
  more: Partial<Extract<MethodParams<'session.open'>, { as: 'desk' }>> = {},
): MethodParams<'session.open'> => ({
  as: 'desk',
  version: PROTOCOL_VERSION,
  showId: state.id,
  resume: null,
  ...more,
});

export const asViewer = (
  { state }: ShowActor,
  more: Partial<Extract<MethodParams<'session.open'>, { as: 'viewer' }>> = {},
): MethodParams<'session.open'> => ({
  as: 'viewer',
  version: PROTOCOL_VERSION,
  address: state.address,
  resume: null,
  watch: null,
  ...more,
});

export const asStudio = (
  { state }: ShowActor,
  more: Partial<Extract<MethodParams<'session.open'>, { as: 'studio' }>> = {},
): MethodParams<'session.open'> => ({
  as: 'studio',
  version: PROTOCOL_VERSION,
  showId: state.id,
  resume: null,
  claim: 'ask',
  ...more,
});

export const ask = ({ plane }: TestServer) => anAsk(plane.routerRtpCapabilities);

export const someFacts = (more: Partial<ItemFacts> = {}): ItemFacts => ({
  name: 'Longjing',
  priceMinor: 12_800,
  formerPriceMinor: null,
  currency: v.parse(Currency, 'CNY'),
  stock: 20,
  link: null,
  pictureId: null,
  sku: null,
  limitPerBuyer: null,
  ...more,
});

/** Publishes both producers of the program, and lets RTP arrive. */
export const publish = async (server: TestServer, page: ScriptedPage, { state }: ShowActor): Promise<string> => {
  const { transport } = await page.call('media.openSend', {});
  const dtlsParameters = { role: 'client' as const, fingerprints: [A_FINGERPRINT] };
  await page.call('media.connect', { transportId: transport.id, dtlsParameters });
  for (const kind of ['audio', 'video'] as const) {
    await page.call('media.produce', { transportId: transport.id, kind, rtpParameters: aProduction(kind) });
  }
  await server.plane.setArriving(state.id, true);
  return transport.id;
};

/** A studio of `show` that is on air. */
export const goLive = async (server: TestServer, { actor, cookie }: TestShow) => {
  const studio = await server.connect({ cookie });
  const opened = await studio.open(asStudio(actor));
  const transportId = await publish(server, studio, actor);
  await studio.call('show.start', {});
  await studio.event('show.started');
  return { studio, opened, transportId };
};
