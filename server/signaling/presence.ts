import type { ParticipantId } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import { ok, type Result } from '../../shared/result.ts';
import { HOST_ID, SYSTEM } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { participantOf } from '../../shared/show/crew.ts';
import type { ShowActor } from '../shows/actor.ts';

/** What the show is told of somebody who comes. */
export type Person = Omit<Extract<ShowCommand, { type: 'people.join' }>, 'type'>;

type PresenceOptions = {
  readonly actor: ShowActor;
  /** How long a place is kept for somebody who has no page. */
  readonly graceMs: number;
  readonly log: Log;
  /** Somebody's time of grace is over. */
  readonly onSettled: () => void;
};

/**
 * Tells a show which of its people are at their pages. Whoever loses theirs is away at once, and has left when nobody came back
 * for `graceMs`; the host's place is kept for ever. People whom the log knows from before this began are waited for as well.
 */
export class Presence {
  readonly #options: PresenceOptions;
  readonly #graces = new Map<ParticipantId, NodeJS.Timeout>();

  constructor(options: PresenceOptions) {
    this.#options = options;
    for (const participantId of options.actor.state.crew?.participantIds ?? []) this.#startGrace(participantId);
  }

  /** Whether nobody is waited for. */
  get isIdle(): boolean {
    return this.#graces.size === 0;
  }

  /** Somebody has a page (again). `people.full`; a store that fails refuses only whom the show does not know yet. */
  async join(person: Person): Promise<Result<null>> {
    const { participantId } = person;
    this.#stopGrace(participantId);
    const outcome = await this.#options.actor.submit({ type: 'people.join', ...person }, SYSTEM);
    if (outcome.ok || this.#isKnown(participantId)) return ok(null);
    return outcome;
  }

  /** Somebody's page is gone. */
  lose(participantId: ParticipantId): void {
    if (!this.#isKnown(participantId)) return;
    this.#startGrace(participantId);
    this.#tell({ type: 'people.lose', participantId });
  }

  /** Somebody has left the studio. */
  forget(participantId: ParticipantId): void {
    this.#stopGrace(participantId);
  }

  close(): void {
    for (const timer of this.#graces.values()) clearTimeout(timer);
    this.#graces.clear();
  }

  #startGrace(participantId: ParticipantId): void {
    this.#stopGrace(participantId);
    if (participantId === HOST_ID) return;
    const settle = (): void => {
      this.#graces.delete(participantId);
      this.#tell({ type: 'people.leave', participantId, reason: 'silent' });
      this.#options.onSettled();
    };
    this.#graces.set(participantId, setTimeout(settle, this.#options.graceMs));
  }

  #stopGrace(participantId: ParticipantId): void {
    clearTimeout(this.#graces.get(participantId));
    this.#graces.delete(participantId);
  }

  #isKnown(participantId: ParticipantId): boolean {
    const { crew } = this.#options.actor.state;
    return crew !== null && participantOf(crew, participantId) !== null;
  }

  #tell(command: ShowCommand): void {
    const { actor, log } = this.#options;
    actor.submit(command, SYSTEM).then(
      (outcome) => {
        if (!outcome.ok)
          log.warn({ command: command.type, code: outcome.error.code }, 'the show was not told of a person');
      },
      (error: unknown) => log.error({ command: command.type }, 'the show failed on a person', error),
    );
  }
}
