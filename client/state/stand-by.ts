import type { ParticipantId } from '../../shared/ids.ts';
import type { Result } from '../../shared/result.ts';
import { makerOf, participantOf, type CrewState } from '../../shared/show/crew.ts';
import { isAllowed } from '../../shared/show/permissions.ts';

/**
 * Whether this person's page is to say that it could make the program at once. One is enough, the appointed one where somebody is,
 * and a producer's never could.
 */
export const isStandbyWanted = (crew: CrewState, selfId: ParticipantId): boolean => {
  const self = participantOf(crew, selfId);
  if (self?.presence.state !== 'here' || !isAllowed(self.role, 'production.standBy')) return false;
  if (crew.production === null || makerOf(crew) === selfId) return false;
  const { standbyId, appointedId } = crew.production;
  return standbyId === null || (appointedId === selfId && standbyId !== selfId);
};

type Options = {
  /** Tells the server that this page stands by. Its word comes back through the show's log. */
  readonly tell: () => Promise<Result<unknown>>;
};

/** Lets the page stand by whenever nobody does: after it opened, and after whoever did was lost or took over. */
export class StandBy {
  readonly #options: Options;
  #isComposing = false;
  #isTelling = false;
  #isWanted = false;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The compositor makes pictures: from now on this page could take over. Told as often as anybody likes. */
  handleComposing(): void {
    if (this.#isComposing) return;
    this.#isComposing = true;
    void this.#tell();
  }

  /** Null: this page has no show. A word that did not get through is said again with the next news, or when the line is back. */
  follow(crew: CrewState | null, selfId: ParticipantId | null): void {
    this.#isWanted = crew !== null && selfId !== null && isStandbyWanted(crew, selfId);
    void this.#tell();
  }

  async #tell(): Promise<void> {
    if (!this.#isWanted || !this.#isComposing || this.#isTelling) return;
    this.#isTelling = true;
    try {
      await this.#options.tell();
    } finally {
      this.#isTelling = false;
    }
  }
}
