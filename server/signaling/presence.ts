import type { InviteId, ParticipantId } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { HOST_ID, SYSTEM } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { participantOf } from '../../shared/show/crew.ts';
import type { Participant } from '../../shared/show/participant.ts';
import type { CommandOutcome, ShowActor } from '../shows/actor.ts';

/** What the show is told of somebody who comes. */
export type Person = Omit<Extract<ShowCommand, { type: 'people.join' }>, 'type'>;

type PresenceOptions = {
  readonly actor: ShowActor;
  /** How long a place is kept for somebody who has no page. */
  readonly graceMs: number;
  readonly log: Log;
  /** Somebody is waited for no longer. */
  readonly onSettled: () => void;
};

/**
 * Tells a show which of its people are at their pages. Whoever loses theirs is away at once, and has left when nobody came back
 * for `graceMs`; the host's place is kept for ever. Whom the log knows from before this began has no page any more.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #atPages = new Map<ParticipantId, Person>();
  readonly #graces = new Map<ParticipantId, NodeJS.Timeout>();

  constructor(options: PresenceOptions) {
    this.#options = options;
    for (const participantId of options.actor.state.crew?.participantIds ?? []) this.lose(participantId);
  }

  /** Nobody is there, and nobody is waited for. */
  get isIdle(): boolean {
    return this.#atPages.size === 0 && this.#graces.size === 0;
  }

  /** Whether somebody has a page, or is about to. */
  isAtPage(participantId: ParticipantId): boolean {
    return this.#atPages.has(participantId);
  }

  /** Everybody who came by this link, those included whom the show has yet to hear of. */
  invitedBy(inviteId: InviteId): readonly ParticipantId[] {
    const { crew } = this.#options.actor.state;
    const known = Object.values(crew?.participants ?? {}).filter((person) => person.inviteId === inviteId);
    const coming = [...this.#atPages.values()].filter((person) => person.inviteId === inviteId);
    return [...new Set([...known.map(({ id }) => id), ...coming.map(({ participantId }) => participantId)])];
  }

  /** Somebody has a page (again). Refused with `people.full`, or when somebody new cannot be stored. */
  async join(person: Person): Promise<Result<null>> {
    const { participantId } = person;
    this.#atPages.set(participantId, person);
    this.#stopGrace(participantId);
    const outcome = await this.#submit({ type: 'people.join', ...person });
    if (outcome.ok) return ok(null);
    if (this.#known(participantId)) {
      // The store failed to say that they are back: it is told again after a while.
      this.#startGrace(participantId);
      return ok(null);
    }
    this.forget(participantId);
    return outcome;
  }

  /** Somebody's page is gone. */
  lose(participantId: ParticipantId): void {
    this.#atPages.delete(participantId);
    if (participantId === HOST_ID) this.#stopGrace(participantId);
    else this.#startGrace(participantId);
    void this.#submit({ type: 'people.lose', participantId });
  }

  /** Somebody has left the studio. */
  forget(participantId: ParticipantId): void {
    this.#atPages.delete(participantId);
    this.#stopGrace(participantId);
    this.#options.onSettled();
  }

  close(): void {
    for (const timer of this.#graces.values()) clearTimeout(timer);
    this.#graces.clear();
  }

  #known(participantId: ParticipantId): Participant | null {
    const { crew } = this.#options.actor.state;
    return crew && participantOf(crew, participantId);
  }

  #startGrace(participantId: ParticipantId): void {
    this.#stopGrace(participantId);
    const timer = setTimeout(() => void this.#settle(participantId, timer), this.#options.graceMs);
    this.#graces.set(participantId, timer);
  }

  #stopGrace(participantId: ParticipantId): void {
    clearTimeout(this.#graces.get(participantId));
    this.#graces.delete(participantId);
  }

  async #settle(participantId: ParticipantId, timer: NodeJS.Timeout): Promise<void> {
    const person = this.#atPages.get(participantId);
    if (person) {
      await this.join(person);
      return;
    }
    const outcome = await this.#submit({ type: 'people.leave', participantId, reason: 'silent' });
    // Back in the very moment, or gone by another way.
    if (this.#graces.get(participantId) !== timer) return;
    if (outcome.ok) this.forget(participantId);
    else this.#startGrace(participantId);
  }

  async #submit(command: ShowCommand): Promise<CommandOutcome> {
    const { actor, log } = this.#options;
    try {
      const outcome = await actor.submit(command, SYSTEM);
      const isUsual = outcome.ok || outcome.error.code.startsWith('people.');
      if (!isUsual)
        log.warn({ command: command.type, code: outcome.error.code }, 'the show was not told of its people');
      return outcome;
    } catch (error) {
      log.error({ command: command.type }, 'the show failed on its people', error);
      return refuse('server.internal');
    }
  }
}
