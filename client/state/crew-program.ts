import type { ParticipantId, SourceId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import { crewSourceId, type CrewSourceMedia } from '../../shared/scene/crew-source.ts';
import type { StageSeats } from '../../shared/scene/program.ts';
import { STAGE_MOVE_MS } from '../../shared/scene/stage.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import type { CrewState } from '../../shared/show/crew.ts';
import { heldSeats } from '../../shared/show/held-seats.ts';
import { canBeOnStage } from '../../shared/show/participant.ts';
import type { Clock, TimerId } from '../platform/clock.ts';
import type { CrewSinks } from './crew-media.svelte.ts';
import type { SourceSinks } from './source-rack.svelte.ts';

type Options = {
  /** Compositor and mixer. */
  readonly sinks: SourceSinks;
  readonly setStage: (seats: StageSeats) => void;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  /** Epoch milliseconds of the server's clock, which dates the show's events. */
  readonly serverNowMs: () => number;
  /** What the card of somebody says whose line is lost, in the host's language. */
  readonly droppedWord: () => string;
};

type Stream = { readonly participantId: ParticipantId; readonly media: CrewSourceMedia };

/** How long the picture of who goes is kept: a move begins with a frame of the compositor, which may be late. */
export const LEAVING_MS = 2 * STAGE_MOVE_MS;

/**
 * Of so many people backstage the compositor has the camera already: its first frame comes a third of a second after it is
 * attached on a busy machine, which is time that the audience waits when the person is brought on stage.
 */
export const MAX_READY_CAMERAS = 4;

/** `ready`: not seen, and may be at once. */
type Need = 'on-air' | 'ready' | 'none';

const MEDIA: ReadonlySet<CrewMedia> = new Set<CrewSourceMedia>(['camera', 'microphone', 'screen', 'screen-sound']);
const isForProgram = (media: CrewMedia): media is CrewSourceMedia => MEDIA.has(media);

/**
 * Puts the people on stage into the program: their places into its stage, their media into its picture and its sound. The
 * host's media are the document's, and not for here.
 */
export class CrewProgram implements CrewSinks, Closable {
  readonly #options: Options;
  readonly #streams = new Map<SourceId, Stream>();
  readonly #tracks = new Map<SourceId, MediaStreamTrack>();
  /** What compositor and mixer have; null where they were told that it is lost. */
  readonly #held = new Map<SourceId, MediaStreamTrack | null>();
  /** Pictures that are still to be seen on their way out. */
  readonly #leaving = new Map<SourceId, TimerId>();
  #crew: CrewState | null = null;
  #heldTimer: TimerId | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  attach(participantId: ParticipantId, media: CrewMedia, track: MediaStreamTrack): void {
    if (!isForProgram(media) || participantId === HOST_ID) return;
    const sourceId = crewSourceId(participantId, media);
    this.#streams.set(sourceId, { participantId, media });
    this.#tracks.set(sourceId, track);
    this.#reconcileWith(sourceId, media);
  }

  detach(participantId: ParticipantId, media: CrewMedia): void {
    if (!isForProgram(media)) return;
    const sourceId = crewSourceId(participantId, media);
    this.#tracks.delete(sourceId);
    this.#reconcileWith(sourceId, media);
  }

  follow(crew: CrewState | null): void {
    this.#crew = crew;
    this.#placePeople();
    this.#reconcileAll();
  }

  close(): void {
    const { clock } = this.#options;
    if (this.#heldTimer !== null) clock.clearTimeout(this.#heldTimer);
    for (const timer of this.#leaving.values()) clock.clearTimeout(timer);
    this.#leaving.clear();
  }

  #placePeople(): void {
    const { clock, serverNowMs, setStage, droppedWord } = this.#options;
    if (this.#heldTimer !== null) clock.clearTimeout(this.#heldTimer);
    this.#heldTimer = null;
    if (!this.#crew) return;
    const atMs = serverNowMs();
    const { stage, changesAtMs } = heldSeats(this.#crew, { atMs, droppedWord: droppedWord() });
    setStage(stage);
    if (changesAtMs !== null) this.#heldTimer = clock.setTimeout(() => this.#placePeople(), changesAtMs - atMs);
  }

  #needOf({ participantId, media }: Stream): Need {
    if (!this.#crew) return 'none';
    const { stageIds, screenIds } = this.#crew;
    const ids = media === 'camera' || media === 'microphone' ? stageIds : screenIds;
    if (ids.includes(participantId)) return 'on-air';
    return media === 'camera' && this.#readyIds(this.#crew).includes(participantId) ? 'ready' : 'none';
  }

  /** Whose camera is likely to be wanted next: the one who was told so, then in the order of their arrival. */
  #readyIds({ participants, participantIds, stageIds, cuedId }: CrewState): readonly ParticipantId[] {
    const backstage = participantIds.filter((id) => {
      const person = participants[id];
      const mayComeOn = person && canBeOnStage(person.role) && !stageIds.includes(id) && id !== cuedId;
      return mayComeOn && this.#tracks.has(crewSourceId(id, 'camera'));
    });
    return (cuedId === null ? backstage : [cuedId, ...backstage]).slice(0, MAX_READY_CAMERAS);
  }

  /** A camera that comes or goes changes which others are ready. */
  #reconcileWith(sourceId: SourceId, media: CrewSourceMedia): void {
    if (media === 'camera') this.#reconcileAll();
    else this.#reconcile(sourceId);
  }

  #reconcileAll(): void {
    for (const sourceId of this.#streams.keys()) this.#reconcile(sourceId);
  }

  #reconcile(sourceId: SourceId): void {
    const stream = this.#streams.get(sourceId);
    if (!stream) return;
    const need = this.#needOf(stream);
    const track = this.#tracks.get(sourceId);
    if (need === 'none' || (need === 'ready' && !track)) return this.#letGo(sourceId, stream);
    this.#stay(sourceId);
    if (track) this.#adopt(sourceId, stream, track);
    else this.#lose(sourceId, stream);
  }

  #adopt(sourceId: SourceId, { media }: Stream, track: MediaStreamTrack): void {
    if (this.#held.get(sourceId) === track) return;
    this.#held.set(sourceId, track);
    if (isSound(media)) this.#options.sinks.attachAudio(sourceId, track, 'straight');
    else this.#options.sinks.attachVideo(sourceId, track);
  }

  /** Their place stays: it shows that something is missing. */
  #lose(sourceId: SourceId, { media }: Stream): void {
    if (!this.#held.get(sourceId)) return;
    this.#held.set(sourceId, null);
    if (isSound(media)) this.#options.sinks.detachAudio(sourceId);
    else this.#options.sinks.detachVideo(sourceId, 'lost');
  }

  /** Sound ends at once; a picture is still to be seen on its way out. */
  #letGo(sourceId: SourceId, { media }: Stream): void {
    if (!this.#held.has(sourceId)) return this.#forget(sourceId);
    if (isSound(media)) {
      this.#options.sinks.detachAudio(sourceId);
      return this.#forget(sourceId);
    }
    if (this.#leaving.has(sourceId)) return;
    const gone = (): void => {
      this.#leaving.delete(sourceId);
      this.#options.sinks.detachVideo(sourceId, 'removed');
      this.#forget(sourceId);
    };
    this.#leaving.set(sourceId, this.#options.clock.setTimeout(gone, LEAVING_MS));
  }

  #stay(sourceId: SourceId): void {
    const timer = this.#leaving.get(sourceId);
    if (timer === undefined) return;
    this.#options.clock.clearTimeout(timer);
    this.#leaving.delete(sourceId);
  }

  /** What still arrives may be wanted again. */
  #forget(sourceId: SourceId): void {
    this.#held.delete(sourceId);
    if (!this.#tracks.has(sourceId)) this.#streams.delete(sourceId);
  }
}

const isSound = (media: CrewSourceMedia): boolean => media === 'microphone' || media === 'screen-sound';
