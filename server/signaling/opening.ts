import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { makeId, SessionId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { Log } from '../../shared/log.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import { METHODS, type MethodParams } from '../../shared/protocol/methods.ts';
import type { ChannelCard, Opened } from '../../shared/protocol/opening.ts';
import type { WatchAsk, WatchOffer } from '../../shared/protocol/rtp.ts';
import type { Random } from '../../shared/random.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { HOST, HOST_DESK, HOST_ID } from '../../shared/show/actor.ts';
import { onlookerAs, stateFor, toldTo } from '../../shared/show/audience.ts';
import { participantOf } from '../../shared/show/crew.ts';
import { hasDesk } from '../../shared/show/permissions.ts';
import { shortenName } from '../../shared/show/participant.ts';
import type { ToldLoggedEvent } from '../../shared/show/event.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { Seats } from '../auth/seats.ts';
import type { SignIn } from '../auth/sign-in-watch.ts';
import { makeToken } from '../auth/token.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Buyers } from '../till/buyers.ts';
import type { Records } from '../store/port.ts';
import type { Person } from './presence.ts';
import { CrewSession, StudioSession, ViewerSession, type Session } from './session.ts';
import type { ShowRoom, ShowRooms } from './show-room.ts';

export type OpeningDeps = {
  readonly shows: ShowRegistry;
  readonly sessions: Sessions;
  readonly seats: Seats;
  readonly buyers: Buyers;
  readonly records: Records;
  readonly rooms: ShowRooms;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly random: Random;
  readonly log: Log;
};

type OpenParams = MethodParams<'session.open'>;
type Resume = NonNullable<OpenParams['resume']>;

/** A page's place at a show, before it has its socket. `seq`: the last event that the page has; null on a fresh session. */
export type Opening = {
  readonly room: ShowRoom;
  readonly session: Session;
  readonly token: string;
  readonly seq: number | null;
  readonly watch: WatchOffer | null;
  /** What a studio's right to be there rests on; viewers need none. */
  readonly signIn: SignIn | null;
  /** Gives up the place: the socket closed before it was taken. */
  readonly abandon: () => void;
};

const AnyVersion = v.object({ version: v.number() });

/** `request.outdated-client` before all else: a page of another version cannot know what else it got wrong. */
export const parseOpening = (params: unknown): Result<OpenParams> => {
  const version = v.safeParse(AnyVersion, params);
  if (version.success && version.output.version !== PROTOCOL_VERSION) return refuse('request.outdated-client');
  const parsed = v.safeParse(METHODS['session.open'].params, params);
  return parsed.success ? ok(parsed.output) : refuse('request.malformed');
};

/** Finds the show, checks who asks, and finds or makes the session. */
export const openSession = (
  deps: OpeningDeps,
  params: OpenParams,
  cookie: string | undefined,
): Promise<Result<Opening>> => {
  switch (params.as) {
    case 'viewer':
      return openViewer(deps, params, cookie);
    case 'studio':
      return openStudio(deps, params, cookie);
    case 'crew':
      return openCrew(deps, params, cookie);
    case 'desk':
      return openDesk(deps, params, cookie);
    default:
      return assertNever(params);
  }
};

type ViewerParams = Extract<OpenParams, { as: 'viewer' }>;
type StudioParams = Extract<OpenParams, { as: 'studio' }>;
type CrewParams = Extract<OpenParams, { as: 'crew' }>;
type DeskParams = Extract<OpenParams, { as: 'desk' }>;

const openViewer = async (
  deps: OpeningDeps,
  params: ViewerParams,
  cookie: string | undefined,
): Promise<Result<Opening>> => {
  const actor = deps.shows.byAddress(params.address);
  if (!actor) return refuse('show.not-found', 'address');
  const room = deps.rooms.of(actor);
  const known = params.resume && room.audience.get(params.resume.sessionId);
  const resumed = known?.isProvenBy(params.resume?.token ?? '') ? known : null;
  const token = resumed ? (params.resume?.token ?? '') : makeToken();
  const session = resumed ?? new ViewerSession({ ...newSession(deps, actor), token }, deps.buyers.find(cookie));
  if (!resumed) {
    const admitted = room.admitViewer(session);
    if (!admitted.ok) return admitted;
  }
  const watch = params.watch && (await tryWatch(deps, room, { session, ask: params.watch }));
  const seq = resumed ? (params.resume?.seq ?? null) : null;
  return ok({ room, session, token, seq, watch, signIn: null, abandon: () => room.abandon(session) });
};

const openStudio = async (
  deps: OpeningDeps,
  params: StudioParams,
  cookie: string | undefined,
): Promise<Result<Opening>> => {
  const signIn = deps.sessions.signInOf(cookie);
  const signedIn = deps.sessions.sessionOf(cookie);
  if (!signIn || !signedIn) return refuse('auth.required');
  const actor = deps.shows.get(params.showId);
  if (!actor) return refuse('show.not-found', 'showId');
  if (actor.state.channelId !== signedIn.channel.id) return refuse('auth.forbidden');
  const room = deps.rooms.of(actor);
  const former = room.studio;
  const resume = former && params.resume && isSame(former, params.resume) ? params.resume : null;
  if (!resume && former?.isConnected && params.claim === 'ask') return refuse('session.replaced');
  const token = resume?.token ?? makeToken();
  const session = former && resume ? former : new StudioSession({ ...newSession(deps, actor), token });
  const known = actor.state.crew && participantOf(actor.state.crew, HOST_ID);
  const name = known?.name ?? shortenName(signedIn.channel.name);
  return whileSignedIn(deps, signIn, async () => {
    const entered = await room.people.enter(session, { ...HOST, name, inviteId: null, explaining: 'at-once' });
    if (!entered.ok) return entered;
    const abandon = (): void => room.abandon(session);
    return ok({ room, session, token, seq: resume?.seq ?? null, watch: null, signIn, abandon });
  });
};

/** `enter`, unless its person signs out meanwhile: `auth.required`. */
const whileSignedIn = async (
  { sessions }: OpeningDeps,
  signIn: SignIn,
  enter: () => Promise<Result<Opening>>,
): Promise<Result<Opening>> => {
  let isSignedOut = false;
  const watch = sessions.watch(signIn, () => (isSignedOut = true));
  const entered = await enter();
  watch.close();
  if (!entered.ok || !isSignedOut) return entered;
  entered.value.abandon();
  return refuse('auth.required');
};

/** Somebody with a seat in this show. `auth.required` without one: the page asks what its link leads to. `people.full`. */
const openCrew = async (
  deps: OpeningDeps,
  params: CrewParams,
  cookie: string | undefined,
): Promise<Result<Opening>> => {
  const seat = deps.seats.find(cookie, params.showId);
  if (!seat) return refuse('auth.required');
  const actor = deps.shows.get(params.showId);
  if (!actor) return refuse('show.not-found', 'showId');
  const room = deps.rooms.of(actor);
  const { participantId, role, name, inviteId } = seat;
  // A link that is forgotten meanwhile gives nobody more than it has to.
  const invite = deps.records.invitesOfShow(params.showId).find(({ id }) => id === inviteId);
  const explaining = invite?.explaining ?? 'asks-first';
  const person = { participantId, role, name, inviteId, explaining };
  return takePlace(deps, { room, resume: params.resume, signIn: null }, person);
};

/** Somebody with a seat that has a desk, or else the channel's owner. `auth.required`, `auth.forbidden`, `people.full`. */
const openDesk = async (
  deps: OpeningDeps,
  params: DeskParams,
  cookie: string | undefined,
): Promise<Result<Opening>> => {
  const seat = deps.seats.find(cookie, params.showId);
  if (seat && hasDesk(seat.role)) return openCrew(deps, { ...params, as: 'crew' }, cookie);
  const signIn = deps.sessions.signInOf(cookie);
  const signedIn = deps.sessions.sessionOf(cookie);
  if (!signIn || !signedIn) return refuse(seat ? 'auth.forbidden' : 'auth.required');
  const actor = deps.shows.get(params.showId);
  if (!actor) return refuse('show.not-found', 'showId');
  if (actor.state.channelId !== signedIn.channel.id) return refuse('auth.forbidden');
  const place = { room: deps.rooms.of(actor), resume: params.resume, signIn };
  const name = shortenName(signedIn.channel.name);
  return whileSignedIn(deps, signIn, () =>
    takePlace(deps, place, { ...HOST_DESK, name, inviteId: null, explaining: 'at-once' }),
  );
};

type Place = { readonly room: ShowRoom; readonly resume: Resume | null; readonly signIn: SignIn | null };

const takePlace = async (
  deps: OpeningDeps,
  { room, resume: asked, signIn }: Place,
  person: Person,
): Promise<Result<Opening>> => {
  const { participantId, role } = person;
  const former = room.people.pageOf(participantId);
  const known = former?.caller === 'crew' ? former : null;
  const resume = known && asked && isSame(known, asked) ? asked : null;
  const token = resume?.token ?? makeToken();
  const session =
    known && resume ? known : new CrewSession({ ...newSession(deps, room.actor), token }, { role, participantId });
  const entered = await room.people.enter(session, person);
  if (!entered.ok) return entered;
  const abandon = (): void => room.abandon(session);
  return ok({ room, session, token, seq: resume?.seq ?? null, watch: null, signIn, abandon });
};

const isSame = (session: StudioSession | CrewSession, resume: Resume): boolean =>
  session.id === resume.sessionId && session.isProvenBy(resume.token);

const newSession = ({ random, records }: OpeningDeps, actor: ShowActor): { id: SessionId; channel: ChannelCard } => {
  const channel = records.channelById(actor.state.channelId);
  if (!channel) throw new AppError('show.not-found');
  return { id: makeId(SessionId, random), channel: { name: channel.name, handle: channel.handle } };
};

/** The page opens without a picture when the media plane cannot give one now; it comes by a tick as soon as it can. */
const tryWatch = async (
  { log }: OpeningDeps,
  room: ShowRoom,
  { session, ask }: { readonly session: ViewerSession; readonly ask: WatchAsk },
): Promise<WatchOffer | null> => {
  try {
    return await room.media.watch(session, ask);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ showId: room.showId, sessionId: session.id, code: error.code }, 'no offer at opening');
    if (error.code === 'media.invalid-parameters') session.ask = null;
    return null;
  }
};

/** A longer gap is filled by a snapshot: so many frames at once could make the reader look slow. */
const MAX_REPLAYED_EVENTS = 64;

/** What the page is told, and the events that follow: read and sent in one turn, so that none is lost or doubled. */
export const describeOpening = (
  opening: Opening,
  serverAtMs: number,
): { readonly opened: Opened; readonly missed: readonly ToldLoggedEvent[] } => {
  const { room, session, token, seq, watch } = opening;
  const page = session.caller === 'viewer' ? 'everyone' : onlookerAs(session.actor.role);
  const whole = seq === null ? null : room.actor.since(seq);
  const gap =
    whole?.flatMap(({ event, ...at }) => {
      const told = toldTo(page, event);
      return told ? [{ ...at, event: told }] : [];
    }) ?? null;
  const missed = gap !== null && gap.length <= MAX_REPLAYED_EVENTS ? gap : null;
  const opened: Opened = {
    sessionId: session.id,
    resumeToken: token,
    session: seq === null ? 'fresh' : 'resumed',
    serverAtMs: Math.round(serverAtMs),
    show: missed !== null ? null : stateFor(page, room.actor.state),
    channel: session.channel,
    self: session.caller === 'viewer' ? null : session.actor,
    watchers: room.audience.watchers,
    watch,
    hostClockOffsetMs: room.hostClockOffsetMs,
  };
  return { opened, missed: missed ?? [] };
};
