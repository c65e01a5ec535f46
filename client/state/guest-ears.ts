import type { ParticipantId } from '../../shared/ids.ts';
import { CREW_MEDIA, isBesideBus, type CrewMedia } from '../../shared/protocol/crew-media.ts';
import { makerOf, type CrewState } from '../../shared/show/crew.ts';
import type { Monitor } from '../audio/monitor.ts';

/**
 * What somebody in the studio hears: the program's own sound, and the others who are on stage as far as they are not in it.
 * (One's own voice never arrives: `mayReceive`.)
 */
export const isHeard = (crew: CrewState, participantId: ParticipantId, media: CrewMedia): boolean => {
  switch (media) {
    case 'bus':
      return participantId === makerOf(crew);
    case 'talkback':
      return true;
    case 'microphone':
    case 'screen-sound':
      return isBesideBus(crew, participantId, media);
    case 'camera':
    case 'screen':
    case 'return':
      return false;
  }
};

type Sound = { readonly participantId: ParticipantId; readonly media: CrewMedia; readonly track: MediaStreamTrack };

/** Plays what comes from the others, as far as it is to be heard now. */
export class GuestEars {
  readonly #monitor: Pick<Monitor, 'play' | 'stop'>;
  readonly #sounds = new Map<string, Sound>();
  readonly #played = new Map<string, MediaStreamTrack>();
  #crew: CrewState | null = null;

  constructor(monitor: Pick<Monitor, 'play' | 'stop'>) {
    this.#monitor = monitor;
  }

  attach(participantId: ParticipantId, media: CrewMedia, track: MediaStreamTrack): void {
    if (CREW_MEDIA[media] !== 'audio') return;
    this.#sounds.set(keyOf(participantId, media), { participantId, media, track });
    this.#reconcile();
  }

  detach(participantId: ParticipantId, media: CrewMedia): void {
    this.#sounds.delete(keyOf(participantId, media));
    this.#reconcile();
  }

  /** Null is silence. */
  listen(crew: CrewState | null): void {
    this.#crew = crew;
    this.#reconcile();
  }

  #reconcile(): void {
    const heard = new Map<string, MediaStreamTrack>();
    for (const [key, { participantId, media, track }] of this.#sounds) {
      if (this.#crew && isHeard(this.#crew, participantId, media)) heard.set(key, track);
    }
    for (const key of [...this.#played.keys()]) {
      if (heard.has(key)) continue;
      this.#played.delete(key);
      this.#monitor.stop(key);
    }
    for (const [key, track] of heard) {
      if (this.#played.get(key) === track) continue;
      this.#played.set(key, track);
      this.#monitor.play(key, track);
    }
  }
}

const keyOf = (participantId: ParticipantId, media: CrewMedia): string => `${participantId} ${media}`;
