import type { ParticipantId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { hostPictureId } from '../../shared/scene/host-sources.ts';
import { HOST_ID } from '../../shared/show/actor.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { droppedAtMs } from '../../shared/show/held-seats.ts';
import type { Monitor } from '../audio/monitor.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import { startTicker } from '../platform/ticker.ts';
import type { CrewMediaLine, CrewSinks } from './crew-media.svelte.ts';
import { CrewProgram } from './crew-program.ts';
import { GuestEars } from './guest-ears.ts';
import { OwnMedia } from './own-media.svelte.ts';
import { loudestMicrophoneDb, muteMicrophones, ownMicrophone } from './own-microphone.ts';
import { PERSON_MEDIA, type PersonDevices, type PersonMedia } from './person-devices.svelte.ts';
import { PictureDemand, type PictureMedia } from './picture-demand.ts';
import type { Production } from './production.svelte.ts';
import { programNeed } from './program-need.ts';
import { ProgramSharing } from './program-sharing.ts';
import { RemoteSources, type HostPresence } from './remote-sources.ts';
import { isComposedElsewhere, SourceSharing } from './source-sharing.ts';
import { nextSpeaker, type Speaker } from './speaker.ts';
import type { StudioOptions } from './studio-options.ts';

type Options = Pick<StudioOptions, 'as' | 'person' | 'openCrewMedia' | 'clock' | 'droppedWord'> & {
  readonly production: Production;
  readonly monitor: Monitor;
  readonly call: Connection['call'];
  /** Whose page this is; null before it is known. */
  readonly selfId: () => ParticipantId | null;
  readonly makesProgram: () => boolean;
  readonly crew: () => CrewState | null;
  readonly serverNowMs: () => number;
};

/** Often enough to follow a talk: a sharper picture takes a key frame's time to come anyway. */
const SPEAKER_INTERVAL_MS = 300;

/** Joins the people in the studio with the program: theirs goes into it, is heard here, and they get the whole back. */
export class StudioMedia {
  readonly line: CrewMediaLine;
  /** What this page's person sends of themselves; null where that is in the document, or nothing. */
  readonly own: OwnMedia | null;
  readonly #options: Options;
  readonly #program: CrewProgram;
  readonly #ears: GuestEars;
  readonly #sharing: ProgramSharing;
  /** The host's devices: sent from the host's page, composed in every other. */
  readonly #sources: SourceSharing;
  readonly #remote: RemoteSources;
  readonly #demand: PictureDemand;
  /** What this page's own person lets out now. */
  readonly #ownTracks = new Map<PersonMedia, MediaStreamTrack>();
  #speaker: Speaker | null = null;
  /** As it was last known: nothing is while this page's own line is lost. */
  #host: HostPresence = 'here';

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    const { production, openCrewMedia, clock, droppedWord, serverNowMs, call, monitor } = options;
    this.#ears = new GuestEars(monitor);
    this.#program = scope.use(
      new CrewProgram({
        sinks: production.sinks,
        setStage: (seats) => production.air.setStage(seats),
        clock,
        serverNowMs,
        droppedWord,
      }),
    );
    this.#remote = new RemoteSources(production.sinks);
    this.line = openCrewMedia(call, this.#sinks(), scope);
    this.#demand = new PictureDemand(this.line);
    const { compositor, mixer, rack } = production;
    this.#sources = scope.use(new SourceSharing({ media: this.line, tracksOf: (sourceId) => rack.tracks(sourceId) }));
    this.#sharing = scope.use(new ProgramSharing({ media: this.line, picture: compositor.track, bus: mixer.bus }));
    this.own = options.person && scope.use(this.#openOwn(options.person));
    scope.use(startTicker(clock, SPEAKER_INTERVAL_MS, (nowMs) => this.#listenForSpeaker(nowMs)));
  }

  handleOpened(opened: Opened): void {
    this.line.handleOpened(opened);
    this.own?.handleOpened(opened);
    this.follow();
  }

  handleEvent(logged: LoggedEvent): void {
    this.line.handleEvent(logged);
    this.own?.handleEvent(logged);
    const { event } = logged;
    const { as, production, selfId } = this.#options;
    if (as === 'studio' && event.type === 'people.muted' && event.participantId === selfId()) {
      production.editor.edit('audio.mute', muteMicrophones);
    }
    this.follow();
  }

  handleTick(...tick: TickArguments): void {
    this.line.handleTick(...tick);
  }

  handleNetworkChange(): void {
    this.line.handleNetworkChange();
  }

  /** This page's own person, as their tile shows them; null while there is no picture of them. */
  ownPicture(media: PictureMedia): MediaStreamTrack | null {
    const { as, production } = this.#options;
    if (as === 'crew') return this.own?.devices.track(media) ?? null;
    // The host's camera is in the document. Their screens are layers like others.
    const sourceId = media === 'camera' ? hostPictureId(production.editor.document) : null;
    if (sourceId === null || production.rack.status(sourceId).state !== 'live') return null;
    return production.rack.tracks(sourceId)?.video ?? null;
  }

  /** How loud somebody's voice is now, in dBFS; −∞ while nothing of it comes. Not reactive. */
  levelDb(participantId: ParticipantId): number {
    const { as, production, selfId } = this.#options;
    if (participantId !== selfId()) return this.line.levelDb(participantId, 'microphone') ?? -Infinity;
    if (as === 'studio') return loudestMicrophoneDb(production.editor.document, production.mixer);
    return this.own?.switches.microphone === 'on' ? this.own.devices.levels().leftDb : -Infinity;
  }

  /** A tile shows a picture until the function that this gives is called. */
  look(participantId: ParticipantId, media: PictureMedia): () => void {
    return this.#demand.look(participantId, media);
  }

  /** Other sources are open here than before. */
  handleTracks(): void {
    this.#sources.handleTracks();
  }

  /** Who is there, or what is on air, may have changed. */
  follow(): void {
    const { production, makesProgram } = this.#options;
    const selfId = this.#options.selfId();
    const crew = production.isAway ? null : this.#options.crew();
    this.#showOwn();
    this.#program.follow(crew);
    this.#followSources(crew);
    this.#ears.listen(crew);
    this.#demandPictures(crew);
    const hasAudience = crew?.participantIds.some((id) => id !== selfId) ?? false;
    this.#sharing.follow(hasAudience && makesProgram() ? 'somebody' : 'nobody');
    if (this.#options.as === 'studio') this.#tellMicrophone();
  }

  #openOwn(devices: PersonDevices): OwnMedia {
    const { selfId } = this.#options;
    const onFlow = (media: PersonMedia, track: MediaStreamTrack | null): void => {
      if (track) this.#ownTracks.set(media, track);
      else this.#ownTracks.delete(media);
      this.#showOwn();
    };
    return new OwnMedia({ devices, media: this.line, selfId, onFlow });
  }

  /** Nobody is sent their own streams: what this page's person lets out goes into its program from here. */
  #showOwn(): void {
    const selfId = this.#options.selfId();
    if (selfId === null) return;
    for (const media of PERSON_MEDIA) {
      const track = this.#ownTracks.get(media);
      if (track) this.#program.attach(selfId, media, track);
      else this.#program.detach(selfId, media);
    }
  }

  #followSources(crew: CrewState | null): void {
    const { as, production } = this.#options;
    const { document } = production.editor;
    if (crew) this.#host = presenceOfHost(crew);
    if (as === 'crew') this.#remote.follow(document, this.#host);
    else this.#sources.follow(crew && isComposedElsewhere(crew) ? document : null);
  }

  #demandPictures(crew: CrewState | null): void {
    if (!crew) return;
    const { editor, air } = this.#options.production;
    const speakerId = this.#speaker?.participantId ?? null;
    this.#demand.follow(programNeed({ document: editor.document, program: air.program, crew, speakerId }));
  }

  #listenForSpeaker(nowMs: number): void {
    const crew = this.#options.production.isAway ? null : this.#options.crew();
    const levelsDb = (crew?.stageIds ?? []).flatMap((id) => {
      const levelDb = this.line.levelDb(id, 'microphone');
      return levelDb === null ? [] : [[id, levelDb] as const];
    });
    const formerId = this.#speaker?.participantId;
    this.#speaker = nextSpeaker(this.#speaker, new Map(levelsDb), nowMs);
    if (this.#speaker?.participantId !== formerId) this.#demandPictures(crew);
  }

  /** The host's microphones are sources of the document. */
  #tellMicrophone(): void {
    const { production } = this.#options;
    const microphone = production.isWelcoming ? 'off' : ownMicrophone(production.editor.document);
    if (this.line.switches.microphone !== microphone) this.line.setSwitches({ microphone });
  }

  #sinks(): CrewSinks {
    return {
      attach: (participantId, media, track) => {
        this.#ears.attach(participantId, media, track);
        this.#program.attach(participantId, media, track);
        this.#remote.attach(participantId, media, track);
        if (isPicture(media)) this.#demand.attach(participantId, media);
      },
      detach: (participantId, media) => {
        this.#ears.detach(participantId, media);
        this.#program.detach(participantId, media);
        this.#remote.detach(participantId, media);
        if (isPicture(media)) this.#demand.detach(participantId, media);
      },
    };
  }
}

const isPicture = (media: CrewMedia): media is PictureMedia => media === 'camera' || media === 'screen';

const presenceOfHost = (crew: CrewState): HostPresence => {
  const host = participantOf(crew, HOST_ID);
  return host && droppedAtMs(crew, host) !== null ? 'away' : 'here';
};
