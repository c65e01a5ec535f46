import type { SourceId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { CREW_MEDIA } from '../../shared/protocol/crew-media.ts';
import type { CrewSourceMedia } from '../../shared/scene/crew-source.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { hostSourceId } from '../../shared/scene/host-sources.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { makerOf, participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { CrewMediaLine } from './crew-media.svelte.ts';
import type { SourceTracks } from './source-rack.svelte.ts';

export const SOURCE_MEDIA = [
  'camera',
  'screen',
  'microphone',
  'screen-sound',
] as const satisfies readonly CrewSourceMedia[];

/** Whether a page composes the host's devices without having them: a co-host's or producer's, and whoever's makes the program. */
export const isComposedElsewhere = (crew: CrewState): boolean =>
  makerOf(crew) !== HOST_ID ||
  crew.participantIds.some((id) => {
    const role = participantOf(crew, id)?.role;
    return role === 'co-host' || role === 'producer';
  });

type Options = {
  readonly media: Pick<CrewMediaLine, 'send' | 'setSwitches'>;
  /** What is open of a source here; null for nothing. */
  readonly tracksOf: (sourceId: SourceId) => SourceTracks | null;
};

/**
 * Sends the host's devices, as far as the document uses them, to the pages that compose the same picture: only while there are
 * any, because each takes an encoder. The tracks stay the rack's.
 */
export class SourceSharing implements Closable {
  readonly #options: Options;
  readonly #sent = new Map<CrewSourceMedia, MediaStreamTrack>();
  /** Null while nobody composes it elsewhere. */
  #document: SceneDocument | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Null: nobody composes the document elsewhere. */
  follow(document: SceneDocument | null): void {
    this.#document = document;
    this.handleTracks();
  }

  /** Something was opened, or is about to be closed. */
  handleTracks(): void {
    const { media } = this.#options;
    for (const kind of SOURCE_MEDIA) {
      const track = this.#wanted(kind);
      if ((this.#sent.get(kind) ?? null) === track) continue;
      if (track) this.#sent.set(kind, track);
      else this.#sent.delete(kind);
      media.send(kind, track);
      // The microphone's switch is the fader's to say.
      if (kind === 'camera') media.setSwitches({ camera: track ? 'on' : 'off' });
    }
  }

  close(): void {
    this.follow(null);
  }

  #wanted(kind: CrewSourceMedia): MediaStreamTrack | null {
    const sourceId = this.#document && hostSourceId(this.#document, kind);
    const tracks = sourceId === null ? null : this.#options.tracksOf(sourceId);
    return (CREW_MEDIA[kind] === 'video' ? tracks?.video : tracks?.audio) ?? null;
  }
}
