import type { ParticipantId, SourceId } from '../../shared/ids.ts';
import { CREW_MEDIA, type CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { CrewSourceMedia } from '../../shared/scene/crew-source.ts';
import type { SceneDocument } from '../../shared/scene/document.ts';
import { hostSourceId } from '../../shared/scene/host-sources.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import type { CrewSinks } from './crew-media.svelte.ts';
import type { SourceSinks } from './source-rack.svelte.ts';
import { SOURCE_MEDIA } from './source-sharing.ts';

/** Whether the host's line is up, or another page makes the program meanwhile. */
export type HostPresence = 'here' | 'away';

/** A source that is fed with what comes of the host; null where compositor and mixer were told that it is lost. */
type Feed = { readonly sourceId: SourceId; readonly track: MediaStreamTrack | null };

const isSourceMedia = (media: CrewMedia): media is CrewSourceMedia => SOURCE_MEDIA.some((known) => known === media);

/**
 * Feeds the document's devices with what the host's page sends of them, in every other page: under the source's own id, so that
 * the picture is composed as there. A source of which nothing comes shows its slate, and so does a picture of a host who is
 * away: what is received last would stand still on air until their place is given up.
 */
export class RemoteSources implements CrewSinks {
  readonly #sinks: SourceSinks;
  readonly #tracks = new Map<CrewSourceMedia, MediaStreamTrack>();
  readonly #feeds = new Map<CrewSourceMedia, Feed>();
  #document: SceneDocument | null = null;
  #host: HostPresence = 'here';

  constructor(sinks: SourceSinks) {
    this.#sinks = sinks;
  }

  attach(participantId: ParticipantId, media: CrewMedia, track: MediaStreamTrack): void {
    if (participantId !== HOST_ID || !isSourceMedia(media)) return;
    this.#tracks.set(media, track);
    this.#reconcile(media);
  }

  detach(participantId: ParticipantId, media: CrewMedia): void {
    if (participantId !== HOST_ID || !isSourceMedia(media)) return;
    this.#tracks.delete(media);
    this.#reconcile(media);
  }

  follow(document: SceneDocument, host: HostPresence): void {
    this.#document = document;
    this.#host = host;
    for (const media of SOURCE_MEDIA) this.#reconcile(media);
  }

  #reconcile(media: CrewSourceMedia): void {
    const sourceId = this.#document && hostSourceId(this.#document, media);
    const feed = this.#feeds.get(media);
    if (feed && feed.sourceId !== sourceId) this.#drop(media, feed);
    if (sourceId === null) return;
    const isHidden = this.#host === 'away' && CREW_MEDIA[media] === 'video';
    const track = isHidden ? null : (this.#tracks.get(media) ?? null);
    const fed = this.#feeds.get(media)?.track ?? null;
    if (fed === track) return;
    this.#feeds.set(media, { sourceId, track });
    if (track) this.#attach(media, sourceId, track);
    else this.#detach(media, sourceId, 'lost');
  }

  /** Another source is the first of its kind now, or the document has none any more. */
  #drop(media: CrewSourceMedia, { sourceId }: Feed): void {
    this.#feeds.delete(media);
    this.#detach(media, sourceId, this.#document?.sources[sourceId] ? 'lost' : 'removed');
  }

  #attach(media: CrewSourceMedia, sourceId: SourceId, track: MediaStreamTrack): void {
    if (CREW_MEDIA[media] === 'video') return this.#sinks.attachVideo(sourceId, track);
    // The host's voice is heard straight from the host, and the screen's sound only as far as its picture is on air.
    this.#sinks.attachAudio(sourceId, track, media === 'microphone' ? 'straight' : 'bus');
  }

  #detach(media: CrewSourceMedia, sourceId: SourceId, reason: 'removed' | 'lost'): void {
    if (CREW_MEDIA[media] === 'video') this.#sinks.detachVideo(sourceId, reason);
    else this.#sinks.detachAudio(sourceId);
  }
}
