import type { ParticipantId, SourceId } from '../../shared/ids.ts';
import { crewSourceOf } from '../../shared/scene/crew-source.ts';
import { gainFromDb } from '../../shared/units.ts';

/** How loud each guest is in the program, as the host has set it. It lasts as long as the page: people are not in the document. */
export class GuestFaders {
  readonly #onChange: () => void;
  #gainsDb = $state.raw<ReadonlyMap<ParticipantId, number>>(new Map());

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** dB; −Infinity is silence. */
  gainDb(participantId: ParticipantId): number {
    return this.#gainsDb.get(participantId) ?? 0;
  }

  set(participantId: ParticipantId, gainDb: number): void {
    this.#gainsDb = new Map(this.#gainsDb).set(participantId, gainDb);
    this.#onChange();
  }

  /** `gains` with what comes of guests at their faders: their voices, and the sound of their screens. */
  applied(gains: ReadonlyMap<SourceId, number>): ReadonlyMap<SourceId, number> {
    const faded = ([sourceId, gain]: [SourceId, number]): [SourceId, number] => {
      const source = crewSourceOf(sourceId);
      return [sourceId, source ? gain * gainFromDb(this.gainDb(source.participantId)) : gain];
    };
    return new Map([...gains].map(faded));
  }
}
