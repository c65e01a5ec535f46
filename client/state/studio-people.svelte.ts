import type { ParticipantId } from '../../shared/ids.ts';
import type { MethodName, MethodParams } from '../../shared/protocol/methods.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { makerOf, participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { Participant, PersonQuality } from '../../shared/show/participant.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

type Options = {
  readonly feed: ShowFeed;
  /** Whether the server did it; a refusal has been told to whoever asked. */
  readonly does: <Method extends MethodName>(method: Method, params: MethodParams<Method>) => Promise<boolean>;
};

type People = readonly Participant[];

/** Who is in the studio, as those see them who control the show, and what they do about them. */
export class StudioPeople {
  readonly #options: Options;
  readonly #crew = $derived.by(() => this.#options.feed.show?.crew ?? null);
  readonly #onStage = $derived(this.#crew ? peopleOf(this.#crew, this.#crew.stageIds) : []);
  readonly #backstage = $derived(this.#crew ? peopleOf(this.#crew, backstageIds(this.#crew)) : []);

  constructor(options: Options) {
    this.#options = options;
  }

  /** Null before the line has opened. */
  get crew(): CrewState | null {
    return this.#crew;
  }

  /** In the order of the slots that they fill; the host among them. */
  get onStage(): People {
    return this.#onStage;
  }

  /** In the order of their arrival. */
  get backstage(): People {
    return this.#backstage;
  }

  /** Whose page makes the program; null before the line has opened, and once they have left. */
  get maker(): Participant | null {
    return this.#crew && participantOf(this.#crew, makerOf(this.#crew));
  }

  /** Everybody but the host. */
  get guestCount(): number {
    return this.#crew?.participantIds.filter((id) => id !== HOST_ID).length ?? 0;
  }

  isOnStage(participantId: ParticipantId): boolean {
    return this.#crew?.stageIds.includes(participantId) ?? false;
  }

  isScreenOnAir(participantId: ParticipantId): boolean {
    return this.#crew?.screenIds.includes(participantId) ?? false;
  }

  bringOnStage(participantId: ParticipantId): Promise<boolean> {
    return this.#options.does('stage.enter', { participantId });
  }

  takeOffStage(participantId: ParticipantId): Promise<boolean> {
    return this.#options.does('stage.leave', { participantId });
  }

  move(participantId: ParticipantId, toIndex: number): Promise<boolean> {
    return this.#options.does('stage.move', { participantId, toIndex });
  }

  /** Null leaves the large slot to the order. */
  spotlight(participantId: ParticipantId | null): Promise<boolean> {
    return this.#options.does('stage.spotlight', { participantId });
  }

  /** Says "you are next"; null takes it back. */
  cue(participantId: ParticipantId | null): Promise<boolean> {
    return this.#options.does('stage.cue', { participantId });
  }

  /** They are to stand by for the program, in place of whoever does. */
  appoint(participantId: ParticipantId): Promise<boolean> {
    return this.#options.does('production.appoint', { participantId });
  }

  /** There is no way back: a microphone is turned on by its owner alone. */
  mute(participantId: ParticipantId): Promise<boolean> {
    return this.#options.does('people.mute', { participantId });
  }

  setPicture(participantId: ParticipantId, picture: Participant['picture']): Promise<boolean> {
    return this.#options.does('people.setPicture', { participantId, picture });
  }

  setQuality(participantId: ParticipantId, quality: PersonQuality): Promise<boolean> {
    return this.#options.does('people.setQuality', { participantId, quality });
  }

  setScreen(participantId: ParticipantId, screen: 'on-air' | 'off-air'): Promise<boolean> {
    return this.#options.does('stage.setScreen', { participantId, screen });
  }

  /** Ends the seat: the person is out at once, and the same browser does not come back by it. */
  remove(participantId: ParticipantId): Promise<boolean> {
    return this.#options.does('people.remove', { participantId });
  }
}

const peopleOf = (crew: CrewState, ids: readonly ParticipantId[]): People =>
  ids.flatMap((id) => participantOf(crew, id) ?? []);

const backstageIds = ({ participantIds, stageIds }: CrewState): ParticipantId[] =>
  participantIds.filter((id) => !stageIds.includes(id));
