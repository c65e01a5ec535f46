import type { InviteId, ParticipantId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { Log } from '../../shared/log.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { TickType } from '../../shared/protocol/ticks.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { SYSTEM, type StudioRole } from '../../shared/show/actor.ts';
import type { ShowEvent } from '../../shared/show/event.ts';
import type { Seats } from '../auth/seats.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { SignalingLimits } from './limits.ts';
import { Presence, type Person } from './presence.ts';
import type { CrewSession, StudioSession } from './session.ts';
import type { ShowMedia } from './show-media.ts';
import type { TextFrame } from './text-frame.ts';

type PeopleOptions = {
  readonly actor: ShowActor;
  readonly media: ShowMedia;
  readonly seats: Seats;
  readonly limits: SignalingLimits;
  readonly log: Log;
  /** Somebody's page is gone, or nobody waits for it any more. */
  readonly onGone: () => void;
};

export type PersonSession = StudioSession | CrewSession;
type LeftEvent = Extract<ShowEvent, { type: 'people.left' }>;

/** The people in one show's studio: one page each, the newest; what the show knows of them; and their way out. */
export class People {
  readonly #options: PeopleOptions;
  readonly #presence: Presence;
  readonly #pages = new Map<ParticipantId, PersonSession>();

  constructor(options: PeopleOptions) {
    this.#options = options;
    const { actor, limits, log, onGone } = options;
    this.#presence = new Presence({ actor, graceMs: limits.graceMs, log, onSettled: onGone });
  }

  /** Nobody has a page, and nobody is waited for. */
  get isEmpty(): boolean {
    return this.#pages.size === 0 && this.#presence.isIdle;
  }

  /** Their page, connected or away for a moment. */
  pageOf(participantId: ParticipantId): PersonSession | null {
    return this.#pages.get(participantId) ?? null;
  }

  /**
   * Their page is `session` from now on, and a former one is told. Resolves when the show knows of them, so that the page finds
   * its person in the show. `people.full`; `people.removed`, `session.replaced` for what happened meanwhile.
   */
  async enter(session: PersonSession, person: Person): Promise<Result<null>> {
    const { participantId } = person;
    this.#admit(session);
    const joined = await this.#presence.join(person);
    const page = this.pageOf(participantId);
    if (page !== session) return refuse(page ? 'session.replaced' : 'people.removed');
    if (!joined.ok) this.leave(session);
    return joined;
  }

  /** The page has no socket any more; it may come back. */
  lose(session: PersonSession): void {
    const { participantId } = session.actor;
    if (this.pageOf(participantId) === session) this.#presence.lose(participantId);
  }

  /** The page's session is over. Its person may come with another one. */
  leave(session: PersonSession): void {
    const { participantId } = session.actor;
    this.#options.media.personLeft(session);
    if (this.pageOf(participantId) === session) this.#pages.delete(participantId);
    this.#options.onGone();
  }

  /** Somebody has left the show: their page is over, and unless they only fell silent, so is their right to come back. */
  seeOff({ participantId, reason }: LeftEvent): void {
    const page = this.pageOf(participantId);
    // Whoever was given up in the very moment in which they came back is here.
    if (reason === 'silent' && this.#presence.isAtPage(participantId)) return;
    this.#presence.forget(participantId);
    // Whoever leaves by themselves gets their answer first.
    if (page && reason === 'left') setImmediate(() => this.#end(page, CLOSE_CODES.removed));
    else if (page) this.#end(page, reason === 'moved' ? CLOSE_CODES.replaced : CLOSE_CODES.removed);
    this.#settleSeat(participantId, reason);
  }

  /** Everybody who came by this link leaves. */
  async seeOffInvited(inviteId: InviteId): Promise<Result<null>> {
    const { actor } = this.#options;
    const outcomes = await Promise.all(
      this.#presence
        .invitedBy(inviteId)
        .map((participantId) => actor.submit({ type: 'people.leave', participantId, reason: 'revoked' }, SYSTEM)),
    );
    return outcomes.find((outcome) => !outcome.ok) ?? ok(null);
  }

  /** `frameFor`: null for those who are told nothing. */
  send(frameFor: (role: StudioRole) => TextFrame | null): void {
    for (const page of this.#pages.values()) {
      const frame = frameFor(page.actor.role);
      if (frame !== null) page.send(frame);
    }
  }

  relayTick(type: TickType, frame: TextFrame): void {
    for (const page of this.#pages.values()) page.relayTick(type, frame);
  }

  /** To those only whose role may hear it. */
  relayTickTo(may: (role: StudioRole) => boolean, type: TickType, frame: TextFrame): void {
    for (const page of this.#pages.values()) if (may(page.actor.role)) page.relayTick(type, frame);
  }

  /** Those of this role. */
  pagesAs(role: StudioRole): readonly PersonSession[] {
    return [...this.#pages.values()].filter(({ actor }) => actor.role === role);
  }

  close(): void {
    this.#presence.close();
    for (const page of this.#pages.values()) page.end(CLOSE_CODES.stopping);
    this.#pages.clear();
  }

  #admit(session: PersonSession): void {
    const { participantId } = session.actor;
    const former = this.pageOf(participantId);
    this.#pages.set(participantId, session);
    if (!former || former === session) return;
    former.end(CLOSE_CODES.replaced);
    this.#options.media.personReplaced(former, this.#options.limits.holdMs);
    this.#standDown(session);
  }

  /** It was the former page that could take the program over at once; the new one says so itself when it can. */
  #standDown({ actor: person }: PersonSession): void {
    const { actor, log } = this.#options;
    if (actor.state.crew?.production?.standbyId !== person.participantId) return;
    actor.submit({ type: 'production.standBy', standby: 'off' }, person).catch((error: unknown) => {
      log.error({ participantId: person.participantId }, 'the show was not told who stands by', error);
    });
  }

  #settleSeat(participantId: ParticipantId, reason: LeftEvent['reason']): void {
    const { seats } = this.#options;
    switch (reason) {
      case 'left':
        seats.giveBack(participantId);
        return;
      case 'removed':
        seats.bar(participantId);
        return;
      case 'revoked':
        seats.end(participantId);
        return;
      case 'moved':
      case 'silent':
        // The one seat is gone already, the other stays theirs.
        return;
      default:
        assertNever(reason);
    }
  }

  #end(page: PersonSession, closeCode: number): void {
    page.end(closeCode);
    this.leave(page);
  }
}
