import { AppError } from '../../shared/errors.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { assertNever } from '../../shared/invariant.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import { refuse, ok, type Result } from '../../shared/result.ts';
import type { InviteId, ParticipantId, ShowId } from '../../shared/ids.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { audienceOf } from '../../shared/show/audience.ts';
import type { LoggedEvent, ShowEvent } from '../../shared/show/event.ts';
import type { Seats } from '../auth/seats.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { MediaPlane } from '../sfu/port.ts';
import type { ShowActor } from '../shows/actor.ts';
import { Audience } from './audience.ts';
import { eventFrame, tickFrame } from './frames.ts';
import type { SignalingLimits } from './limits.ts';
import type { Outbox } from './outbox.ts';
import { Presence, type Person } from './presence.ts';
import type { CrewSession, Session, StudioSession, ViewerSession } from './session.ts';
import { ShowMedia } from './show-media.ts';

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

type LeaveReason = Extract<ShowEvent, { type: 'people.left' }>['reason'];

/** Everybody who is at one show now: its studio, the people who came by links, its audience, and their media. */
export class ShowRoom {
  readonly actor: ShowActor;
  readonly audience: Audience;
  readonly media: ShowMedia;
  readonly #deps: ShowRoomDeps;
  readonly #onEmpty: () => void;
  readonly #presence: Presence;
  readonly #crew = new Map<ParticipantId, CrewSession>();
  #studio: StudioSession | null = null;
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
        onCounted: (watchers) => this.#studio?.tick('watchers.counted', { watchers }),
      }),
    );
    this.media = scope.use(new ShowMedia({ ...deps, actor, audience: this.audience }));
    const { graceMs } = limits;
    this.#presence = scope.use(new Presence({ actor, graceMs, log: deps.log, onSettled: () => this.#checkEmpty() }));
    scope.use(actor.listen((events) => this.#broadcast(events)));
    const latency = setInterval(() => this.#tellLatency(), limits.latencyEveryMs);
    scope.defer(() => clearInterval(latency));
    scope.defer(() => this.#endAll());
  }

  get showId(): ShowId {
    return this.actor.state.id;
  }

  get studio(): StudioSession | null {
    return this.#studio;
  }

  get hostClockOffsetMs(): number | null {
    return this.#hostClockOffsetMs;
  }

  tellHostClock(hostClockOffsetMs: number): void {
    this.#hostClockOffsetMs = hostClockOffsetMs;
    const text = tickFrame('clock.changed', { hostClockOffsetMs });
    for (const session of this.audience.sessions) session.tickText('clock.changed', text);
  }

  /** The pages of those who came by a link. */
  get crew(): Iterable<CrewSession> {
    return this.#crew.values();
  }

  /** The page of somebody who came by a link; null while they have none. */
  crewSession(participantId: ParticipantId): CrewSession | null {
    return this.#crew.get(participantId) ?? null;
  }

  /** Tells the show that somebody has a page. `people.full`. */
  join(person: Person): Promise<Result<null>> {
    return this.#presence.join(person);
  }

  /** Whoever came by this link is seen off; their seats are gone already. */
  async seeOffInvited(inviteId: InviteId): Promise<void> {
    const people = Object.values(this.actor.state.crew?.participants ?? {});
    const invited = people.filter((person) => person.inviteId === inviteId);
    await Promise.all(
      invited.map(({ id }) =>
        this.actor.submit({ type: 'people.leave', participantId: id, reason: 'revoked' }, SYSTEM),
      ),
    );
  }

  /** `server.full` when no more can watch. */
  admitViewer(session: ViewerSession): Result<null> {
    if (this.audience.size >= this.#deps.limits.maxViewersPerShow) return refuse('server.full');
    this.audience.add(session);
    return ok(null);
  }

  /** The studio of this show is `session` from now on; a former page is told, and its media stays until the new one has some. */
  admitStudio(session: StudioSession): void {
    const former = this.#studio;
    this.#studio = session;
    if (former === null) return;
    former.end(CLOSE_CODES.replaced);
    this.media.personReplaced(former, this.#deps.limits.holdMs);
  }

  /** The person of this seat is at `session` from now on: a former page of theirs is told, and sends nothing any more. */
  admitCrew(session: CrewSession): void {
    const { participantId } = session.actor;
    const former = this.#crew.get(participantId);
    this.#crew.set(participantId, session);
    former?.end(CLOSE_CODES.replaced);
    if (former) this.media.personReplaced(former, this.#deps.limits.holdMs);
  }

  /** The session's page has a socket (again). Everything that it must hear of from now on goes there. */
  attach(session: Session, outbox: Outbox): void {
    session.attach(outbox, CLOSE_CODES.replaced);
    if (session.caller !== 'viewer') return this.media.people.welcome(session);
    session.isLeaving = false;
    this.audience.countSoon();
    this.media.welcomeBack(session);
  }

  /** The socket is gone; the session stays for a while, unless its owner has signed out: nothing may be sent from there. */
  detach(session: Session, outbox: Outbox, code: number): void {
    if (!session.detach(outbox)) return;
    const { holdMs, graceMs } = this.#deps.limits;
    if (session.caller === 'studio') {
      this.#presence.lose(session.actor.participantId);
      if (code === CLOSE_CODES.unauthorized) return this.#endStudio(session);
      session.hold(holdMs, () => this.#endStudio(session));
      return;
    }
    if (session.caller === 'crew') {
      this.#presence.lose(session.actor.participantId);
      session.hold(graceMs, () => this.#endCrew(session));
      return;
    }
    this.media.viewerLeft(session);
    session.isLeaving = GOODBYE_CODES.has(code);
    this.audience.countSoon();
    session.hold(session.isLeaving ? Math.min(GOODBYE_MS, holdMs) : holdMs, () => this.#endViewer(session));
  }

  /** The page left before it had its socket: it waits like one whose socket broke, unless another socket has come. */
  abandon(session: Session): void {
    if (session.isConnected) return;
    if (session.caller !== 'viewer' && this.#isTheirs(session)) this.#presence.lose(session.actor.participantId);
    session.hold(Math.min(GOODBYE_MS, this.#deps.limits.holdMs), () => this.#endSession(session));
  }

  #isTheirs(session: StudioSession | CrewSession): boolean {
    return session.caller === 'studio'
      ? this.#studio === session
      : this.#crew.get(session.actor.participantId) === session;
  }

  #endSession(session: Session): void {
    switch (session.caller) {
      case 'studio':
        return this.#endStudio(session);
      case 'crew':
        return this.#endCrew(session);
      case 'viewer':
        return this.#endViewer(session);
      default:
        return assertNever(session);
    }
  }

  #endCrew(session: CrewSession): void {
    session.end(CLOSE_CODES.silent);
    this.media.personLeft(session);
    if (this.#isTheirs(session)) this.#crew.delete(session.actor.participantId);
    this.#checkEmpty();
  }

  /** Somebody has left, or was made to: their page is told, and their media ends at once. */
  #seeOff(participantId: ParticipantId, reason: LeaveReason): void {
    this.#presence.forget(participantId);
    // Whoever was silent for too long may come again.
    if (reason !== 'silent') this.#deps.seats.end(participantId);
    const session = this.#crew.get(participantId);
    if (!session) return;
    this.#crew.delete(participantId);
    session.end(CLOSE_CODES.removed);
    this.media.personLeft(session);
    this.#checkEmpty();
  }

  #endViewer(session: ViewerSession): void {
    session.end(CLOSE_CODES.silent);
    session.closeMedia();
    this.audience.remove(session);
    this.#checkEmpty();
  }

  #endStudio(session: StudioSession): void {
    session.end(CLOSE_CODES.silent);
    this.media.personLeft(session);
    if (this.#studio === session) this.#studio = null;
    this.#checkEmpty();
  }

  #checkEmpty(): void {
    const isEmpty = this.audience.size === 0 && this.#crew.size === 0 && this.#studio === null;
    if (isEmpty && this.#presence.isIdle) this.#onEmpty();
  }

  #broadcast(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      const text = eventFrame(event);
      if (audienceOf(event.event) === 'everyone') this.audience.send(text);
      this.#studio?.send(text);
      for (const session of this.#crew.values()) session.send(text);
      if (event.event.type === 'people.left') this.#seeOff(event.event.participantId, event.event.reason);
    }
    this.media.react();
  }

  #tellLatency(): void {
    if (!this.#studio?.isConnected) return;
    const summary = this.audience.latency();
    if (summary) this.#studio.tick('latency.measured', summary);
  }

  #endAll(): void {
    for (const session of this.audience.sessions) {
      session.end(CLOSE_CODES.stopping);
      session.closeMedia();
    }
    this.#studio?.end(CLOSE_CODES.stopping);
    this.#studio = null;
    for (const session of this.#crew.values()) session.end(CLOSE_CODES.stopping);
    this.#crew.clear();
  }
}

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
