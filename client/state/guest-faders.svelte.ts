import type { ParticipantId, SourceId } from '../../shared/ids.ts';
import { crewSourceOf } from '../../shared/scene/crew-source.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import { gainFromDb } from '../../shared/units.ts';
import type { Clock } from '../platform/clock.ts';

type Options = {
  readonly onChange: () => void;
  /** Puts a fader into the log; null is silence. Says whether it is there: the failure has been told to whoever moved it. */
  readonly tell: (participantId: ParticipantId, faderDb: number | null) => Promise<boolean>;
  readonly clock: Pick<Clock, 'setTimeout'>;
};

/** At most one position of a fader in this time: others do not hear it more smoothly by more. */
const TELL_INTERVAL_MS = 120;

/**
 * How loud each guest is in the program. The log has it, so that it is the same in whoever's page the program is made; a fader
 * under the hand works at once.
 */
export class GuestFaders {
  readonly #options: Options;
  readonly #telling = new Set<ParticipantId>();
  #crew = $state.raw<CrewState | null>(null);
  /** dB, as far as the log does not have it yet. */
  #moved = $state.raw<ReadonlyMap<ParticipantId, number>>(new Map());

  constructor(options: Options) {
    this.#options = options;
  }

  /** dB; −Infinity is silence. */
  gainDb(participantId: ParticipantId): number {
    return this.#moved.get(participantId) ?? this.#loggedDb(participantId);
  }

  set(participantId: ParticipantId, gainDb: number): void {
    this.#moved = new Map(this.#moved).set(participantId, gainDb);
    this.#options.onChange();
    void this.#tell(participantId);
  }

  /** What the log says now. */
  follow(crew: CrewState | null): void {
    const former = this.#crew;
    this.#crew = crew;
    if (crew?.participants !== former?.participants) this.#options.onChange();
  }

  /** The line is back: what could not be told meanwhile is told now, of those who are still there. */
  tellAgain(): void {
    const crew = this.#crew;
    this.#moved = new Map([...this.#moved].filter(([id]) => crew !== null && participantOf(crew, id) !== null));
    for (const participantId of this.#moved.keys()) void this.#tell(participantId);
  }

  /** `gains` with what comes of guests at their faders: their voices, and the sound of their screens. */
  applied(gains: ReadonlyMap<SourceId, number>): ReadonlyMap<SourceId, number> {
    const faded = ([sourceId, gain]: [SourceId, number]): [SourceId, number] => {
      const source = crewSourceOf(sourceId);
      return [sourceId, source ? gain * gainFromDb(this.gainDb(source.participantId)) : gain];
    };
    return new Map([...gains].map(faded));
  }

  #loggedDb(participantId: ParticipantId): number {
    const faderDb = (this.#crew && participantOf(this.#crew, participantId))?.faderDb;
    return faderDb === undefined ? 0 : (faderDb ?? -Infinity);
  }

  /** One call at a time, and the newest position wins. What is told is the log's from then on; what is not stays in the hand. */
  async #tell(participantId: ParticipantId): Promise<void> {
    if (this.#telling.has(participantId)) return;
    this.#telling.add(participantId);
    for (let wanted = this.#moved.get(participantId); wanted !== undefined; wanted = this.#moved.get(participantId)) {
      if (!(await this.#options.tell(participantId, wanted === -Infinity ? null : wanted))) break;
      if (this.#moved.get(participantId) === wanted) this.#letGo(participantId);
      await new Promise<void>((resolve) => void this.#options.clock.setTimeout(resolve, TELL_INTERVAL_MS));
    }
    this.#telling.delete(participantId);
  }

  /** From now on the log's word counts. */
  #letGo(participantId: ParticipantId): void {
    this.#moved = new Map([...this.#moved].filter(([id]) => id !== participantId));
    this.#options.onChange();
  }
}
