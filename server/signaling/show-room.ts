import { AppError } from '../../shared/errors.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { refuse, ok, type Result } from '../../shared/result.ts';
import type { ShowId } from '../../shared/ids.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { isTold, onlookerAs, toldTo, type Onlooker } from '../../shared/show/audience.ts';
import type { LoggedEvent, ShowEvent } from '../../shared/show/event.ts';
import { isOfTill } from '../../shared/show/till-apply.ts';
import type { Seats } from '../auth/seats.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { MediaPlane } from '../sfu/port.ts';
import type { ShowActor } from '../shows/actor.ts';
import { Audience } from './audience.ts';
import { AudienceMeter } from './audience-meter.ts';
import { Draws } from './draws.ts';
import { eventFrame, tickFrame } from './frames.ts';
import type { SignalingLimits } from './limits.ts';
import type { Outbox } from './outbox.ts';
import { People } from './people.ts';
import { RoomChat } from './room-chat.ts';
import { RoomReactions } from './room-reactions.ts';
import type { Session, StudioSession, ViewerSession } from './session.ts';
import { ShowMedia } from './show-media.ts';
import type { TextFrame } from './text-frame.ts';
import { TillNews } from './till-news.ts';

export type ShowRoomDeps = {
  readonly plane: MediaPlane;
  readonly limits: SignalingLimits;
  readonly seats: Seats;
  readonly clock: () => number;
  readonly metrics: Metrics;
  readonly log: Log;
};

/** A goodbye is final after this: a page that changes its socket is back sooner. */
const GOODBYE_MS = 5_000;

/** 1000 and 1001: the page or its browser said goodbye; 1005: it closed without a code. */
const GOODBYE_CODES: ReadonlySet<number> = new Set([1000, 1001, 1005]);

/** Everybody who is at one show now: the people in its studio, its audience, and their media. */
export class ShowRoom {
  readonly actor: ShowActor;
  readonly audience: Audience;
  readonly media: ShowMedia;
  readonly people: People;
  readonly chat: RoomChat;
  readonly meter: AudienceMeter;
  readonly reactions: RoomReactions;
  readonly draws: Draws;
  readonly #deps: ShowRoomDeps;
  readonly #onEmpty: () => void;
  readonly #till: TillNews;
  #hostClockOffsetMs: number | null = null;

  constructor(
    actor: ShowActor,
    deps: ShowRoomDeps,
    { scope, onEmpty }: { readonly scope: Scope; readonly onEmpty: () => void },
  ) {
    this.actor = actor;
    this.#deps = deps;
    this.#onEmpty = onEmpty;
    const { clock, limits } = deps;
    this.audience = scope.use(
      new Audience({
        countEveryMs: limits.countEveryMs,
        clock,
        onCounted: (frame) => this.people.relayTick('watchers.counted', frame),
      }),
    );
    this.meter = scope.use(
      new AudienceMeter({
        actor,
        audience: this.audience,
        lookEveryMs: limits.lookEveryMs,
        tellEveryMs: limits.audienceEveryMs,
        log: deps.log,
      }),
    );
    this.media = scope.use(new ShowMedia({ ...deps, actor, audience: this.audience }));
    this.people = scope.use(new People({ ...deps, actor, media: this.media, onGone: () => this.#checkEmpty() }));
    this.#till = scope.use(
      new TillNews({
        show: () => actor.state,
        audience: this.audience,
        countEveryMs: limits.stockEveryMs,
        people: this.people,
      }),
    );
    this.chat = scope.use(
      new RoomChat({
        show: () => actor.state,
        audience: this.audience,
        perSecond: limits.chatPerSecond,
        framesPerSecond: limits.chatFramesPerSecond,
      }),
    );
    this.reactions = scope.use(
      new RoomReactions({ audience: this.audience, people: this.people, everyMs: limits.reactionsEveryMs }),
    );
    this.draws = scope.use(new Draws());
    scope.use(actor.listen((events) => this.#broadcast(events)));
    const latency = setInterval(() => this.#tellLatency(), limits.latencyEveryMs);
    scope.defer(() => clearInterval(latency));
    scope.defer(() => this.#endAll());
  }

  get showId(): ShowId {
    return this.actor.state.id;
  }

  /** The host's page. */
  get studio(): StudioSession | null {
    const page = this.people.pageOf(HOST_ID);
    return page?.caller === 'studio' ? page : null;
  }

  get hostClockOffsetMs(): number | null {
    return this.#hostClockOffsetMs;
  }

  /** The clock of the page that makes the program; null while another one has just begun to make it. */
  tellHostClock(hostClockOffsetMs: number | null): void {
    this.#hostClockOffsetMs = hostClockOffsetMs;
    this.audience.relayTick('clock.changed', tickFrame('clock.changed', { hostClockOffsetMs }));
  }

  /** `server.full` when no more can watch. */
  admitViewer(session: ViewerSession): Result<null> {
    if (this.audience.size >= this.#deps.limits.maxViewersPerShow) return refuse('server.full');
    this.audience.add(session);
    return ok(null);
  }

  /** The session's page has a socket (again). Everything that it must hear of from now on goes there. */
  attach(session: Session, outbox: Outbox): void {
    // The page has just been told the state, which has these in it.
    this.chat.flush();
    session.attach(outbox, CLOSE_CODES.replaced);
    if (session.caller !== 'viewer') {
      this.#till.welcomePerson(session);
      return this.media.people.welcome(session);
    }
    session.isLeaving = false;
    this.audience.countSoon();
    this.media.welcomeBack(session);
    this.#till.welcome(session);
    this.chat.welcome(session);
  }

  /** The socket is gone; the session stays for a while, unless its owner has signed out: nothing may be sent from there. */
  detach(session: Session, outbox: Outbox, code: number): void {
    if (!session.detach(outbox)) return;
    if (session.caller === 'viewer') return this.#loseViewer(session, code);
    this.people.lose(session);
    if (code === CLOSE_CODES.unauthorized) return this.#end(session);
    const { holdMs, graceMs } = this.#deps.limits;
    // As long as their place is kept, it is the same page that comes back.
    session.hold(session.caller === 'crew' ? graceMs : holdMs, () => this.#end(session));
  }

  /** The page left before it had its socket: it waits like one whose socket broke, unless another socket has come. */
  abandon(session: Session): void {
    if (session.isConnected) return;
    if (session.caller !== 'viewer') this.people.lose(session);
    session.hold(Math.min(GOODBYE_MS, this.#deps.limits.holdMs), () => this.#end(session));
  }

  #loseViewer(session: ViewerSession, code: number): void {
    const { holdMs } = this.#deps.limits;
    this.media.viewerLeft(session);
    session.isLeaving = GOODBYE_CODES.has(code);
    this.audience.countSoon();
    session.hold(session.isLeaving ? Math.min(GOODBYE_MS, holdMs) : holdMs, () => this.#end(session));
  }

  #end(session: Session): void {
    session.end(CLOSE_CODES.silent);
    if (session.caller !== 'viewer') return this.people.leave(session);
    session.closeMedia();
    this.audience.remove(session);
    this.#checkEmpty();
  }

  #checkEmpty(): void {
    if (this.audience.size === 0 && this.people.isEmpty) this.#onEmpty();
  }

  #broadcast(events: readonly LoggedEvent[]): void {
    for (const { event, ...at } of events) {
      if (!isTold(event)) continue;
      const frame = eventFrame({ ...at, event });
      const frameFor = (page: Onlooker): TextFrame | null => {
        const told = toldTo(page, event);
        return told === event ? frame : told && eventFrame({ ...at, event: told });
      };
      this.people.send((role) => frameFor(onlookerAs(role)));
      const toViewers = toldTo('everyone', event);
      if (toViewers === null) continue;
      if (isOfChat(toViewers)) {
        this.chat.relay({ ...at, event: toViewers });
      } else {
        this.chat.flush();
        this.audience.send(toViewers === event ? frame : eventFrame({ ...at, event: toViewers }));
      }
    }
    this.#till.hear(events);
    this.draws.hear(events);
    this.chat.hear(events);
    // Where thousands buy, each of these looks at all of them.
    if (events.some(({ event }) => mayConcernMedia(event))) this.media.react();
    if (events.some(({ event }) => event.type === 'production.handedOver')) this.tellHostClock(null);
    for (const { event } of events) if (event.type === 'people.left') this.people.seeOff(event);
  }

  #tellLatency(): void {
    const maker = this.people.pageOf(this.media.makerId);
    if (!maker?.isConnected) return;
    const summary = this.audience.latency();
    if (summary) maker.tick('latency.measured', summary);
  }

  #endAll(): void {
    for (const session of this.audience.sessions) {
      session.end(CLOSE_CODES.stopping);
      session.closeMedia();
    }
  }
}

/** What people buy and say changes no picture. */
const mayConcernMedia = (event: ShowEvent): boolean => !isOfTill(event) && !isOfChat(event);

/** What may wait for a moment, so that much of it goes out together. */
const isOfChat = ({ type }: ShowEvent): boolean => type.startsWith('chat.') || type.startsWith('question.');

/** The rooms of all shows that somebody is at. */
export class ShowRooms {
  readonly #deps: ShowRoomDeps;
  readonly #scope: Scope;
  readonly #rooms = new Map<ShowId, ShowRoom>();

  constructor(deps: ShowRoomDeps, scope: Scope) {
    this.#deps = deps;
    this.#scope = scope;
  }

  get all(): Iterable<ShowRoom> {
    return this.#rooms.values();
  }

  /** How many people watch a show now. */
  watchersOf(showId: ShowId): number {
    return this.#rooms.get(showId)?.audience.watchers ?? 0;
  }

  /** `server.stopping` when the server is closing. */
  of(actor: ShowActor): ShowRoom {
    const known = this.#rooms.get(actor.state.id);
    if (known) return known;
    if (this.#scope.isClosed) throw new AppError('server.stopping');
    const scope = this.#scope.child();
    const showId = actor.state.id;
    const log = this.#deps.log.with({ showId });
    const onEmpty = (): void => {
      this.#rooms.delete(showId);
      void scope.close('nobody is left');
    };
    const room = new ShowRoom(actor, { ...this.#deps, log }, { scope, onEmpty });
    this.#rooms.set(showId, room);
    return room;
  }
}
