import { AppError } from '../../shared/errors.ts';
import type { ParticipantId } from '../../shared/ids.ts';
import type { Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { CrewMedia, CrewProducer, EncodingChoice } from '../../shared/protocol/crew-media.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { MediaSwitches } from '../../shared/show/participant.ts';
import type { Connection, TickArguments } from '../net/connection.ts';
import type {
  CrewPathState,
  CrewSender,
  CrewSenderHandlers,
  CrewSendPorts,
  MediaSending,
} from '../publish/crew-sender.ts';
import type { PublisherHealth } from '../publish/health.ts';
import type { CrewReceivePorts, CrewReceiver, CrewReceiverHandlers } from '../watch/crew-receiver.ts';
import { crewCalls } from './crew-calls.ts';
import type { CrewMediaLine, CrewSinks, PersonMediaStatus } from './crew-media.svelte.ts';

export type CrewExchangeOptions = {
  readonly call: Connection['call'];
  readonly sinks: CrewSinks;
  readonly openSender: (ports: CrewSendPorts, handlers: CrewSenderHandlers, scope: Scope) => CrewSender;
  readonly openReceiver: (ports: CrewReceivePorts, handlers: CrewReceiverHandlers, scope: Scope) => CrewReceiver;
  readonly log: Log;
};

type Tuning = { readonly encoding: EncodingChoice; readonly flow: 'on' | 'off' };

const ALL_OFF: MediaSwitches = { microphone: 'off', camera: 'off', screen: 'off' };
const OFF: MediaSending = { state: 'off' };

const keyOf = (participantId: ParticipantId, media: CrewMedia): string => `${media} ${participantId}`;

const isSame = (left: MediaSwitches, right: MediaSwitches): boolean =>
  left.microphone === right.microphone && left.camera === right.camera && left.screen === right.screen;

/** What a page sends to the others in the studio and receives from them, over the page's line, until `scope` closes. */
export const openCrewExchange = (options: CrewExchangeOptions, scope: Scope): CrewMediaLine =>
  scope.use(new CrewExchange(options, scope.child()));

class CrewExchange implements CrewMediaLine {
  readonly #options: CrewExchangeOptions;
  readonly #scope: Scope;
  readonly #sender: CrewSender;
  readonly #receiver: CrewReceiver;
  readonly #tunings = new Map<string, Tuning>();
  #selfId: ParticipantId | null = null;
  /** When this page's person joined; another time means that the studio had forgotten them. */
  #joinedAtMs: number | null = null;
  /** What the server has been told, as far as it has answered. */
  #told: MediaSwitches = ALL_OFF;
  #isTelling = false;
  #path = $state.raw<CrewPathState>('idle');
  #receiving = $state.raw<CrewPathState>('idle');
  #switches = $state.raw<MediaSwitches>(ALL_OFF);
  #sending = $state.raw<ReadonlyMap<CrewMedia, MediaSending>>(new Map());
  #health = $state.raw<PublisherHealth | null>(null);
  #producers = $state.raw<readonly CrewProducer[]>([]);
  #tracks = $state.raw<ReadonlyMap<string, MediaStreamTrack>>(new Map());
  #away = $state.raw<ReadonlySet<ParticipantId>>(new Set());

  constructor(options: CrewExchangeOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    const ports = crewCalls(options.call);
    this.#sender = options.openSender(ports, this.#sendHandlers(), scope);
    this.#receiver = options.openReceiver(ports, this.#receiveHandlers(), scope);
    this.#letFlow();
  }

  get switches(): MediaSwitches {
    return this.#switches;
  }

  get path(): CrewPathState {
    return this.#path;
  }

  get health(): PublisherHealth | null {
    return this.#health;
  }

  handleOpened({ session, show, self }: Opened): void {
    this.#selfId = self?.participantId ?? null;
    if (show?.crew) this.#adopt(show.crew);
    if (session === 'fresh') {
      // The server has forgotten what this page sent and received before.
      this.#sender.republish();
      this.#receiver.reopen();
    }
    void this.#tell();
  }

  handleEvent({ event }: LoggedEvent): void {
    switch (event.type) {
      case 'people.lost':
        this.#away = new Set([...this.#away, event.participantId]);
        return;
      case 'people.returned':
      case 'people.left':
        this.#away = new Set([...this.#away].filter((id) => id !== event.participantId));
        return;
      case 'people.muted':
        if (event.participantId === this.#selfId) this.#handleMuted();
        return;
      case 'people.qualitySet':
        if (event.participantId === this.#selfId) this.#sender.setQuality(event.quality);
        return;
      default:
        return;
    }
  }

  handleTick(...[type, data]: TickArguments): void {
    if (type === 'crew.producers') {
      this.#producers = data.producers;
      this.#sender.confirm(data.own);
      this.#receiver.follow(data.producers);
      this.#retune(data.producers);
    }
    if (type === 'crew.lost') {
      this.#sender.republish();
      this.#receiver.reopen();
    }
  }

  handleNetworkChange(): void {
    this.#sender.handleNetworkChange();
    this.#receiver.handleNetworkChange();
  }

  send(media: CrewMedia, track: MediaStreamTrack | null): void {
    this.#sender.send(media, track);
  }

  setSwitches(change: Partial<MediaSwitches>): void {
    this.#switches = { ...this.#switches, ...change };
    this.#letFlow();
    void this.#tell();
  }

  sending(media: CrewMedia): MediaSending {
    return this.#sending.get(media) ?? OFF;
  }

  status(participantId: ParticipantId): PersonMediaStatus {
    const theirs = this.#producers.filter((producer) => producer.participantId === participantId);
    if (theirs.length === 0) return 'none';
    const isHere = theirs.some(({ media }) => this.#tracks.has(keyOf(participantId, media)));
    const isBroken =
      this.#away.has(participantId) || this.#receiving === 'recovering' || this.#receiving === 'unreachable';
    if (isHere && isBroken) return 'lost';
    return isHere ? 'live' : 'connecting';
  }

  track(participantId: ParticipantId, media: CrewMedia): MediaStreamTrack | null {
    return this.#tracks.get(keyOf(participantId, media)) ?? null;
  }

  senders(media: CrewMedia): readonly ParticipantId[] {
    return this.#producers.filter((producer) => producer.media === media).map(({ participantId }) => participantId);
  }

  levelDb(participantId: ParticipantId, media: CrewMedia): number | null {
    const producer = this.#producerOf(participantId, media);
    return producer ? this.#receiver.levelDb(producer.producerId) : null;
  }

  tune(participantId: ParticipantId, media: CrewMedia, encoding: EncodingChoice, flow: 'on' | 'off'): void {
    this.#tunings.set(keyOf(participantId, media), { encoding, flow });
    const producer = this.#producerOf(participantId, media);
    if (producer) this.#receiver.tune(producer.producerId, encoding, flow);
  }

  close(): Promise<void> {
    return this.#scope.close();
  }

  #sendHandlers(): CrewSenderHandlers {
    return {
      onState: (state) => (this.#path = state),
      onMedia: (media, sending) => (this.#sending = new Map([...this.#sending, [media, sending]])),
      onHealth: (health) => (this.#health = health),
    };
  }

  #receiveHandlers(): CrewReceiverHandlers {
    const { sinks, log } = this.#options;
    return {
      onState: (state) => (this.#receiving = state),
      onTrack: ({ participantId, media }, track) => {
        this.#tracks = new Map([...this.#tracks, [keyOf(participantId, media), track]]);
        sinks.attach(participantId, media, track);
      },
      onGone: ({ participantId, media }) => {
        // Their next stream of the same media may be there already, in the former one's place.
        if (this.#producerOf(participantId, media)) return;
        this.#tracks = new Map([...this.#tracks].filter(([key]) => key !== keyOf(participantId, media)));
        sinks.detach(participantId, media);
      },
      onRefused: ({ participantId, media }, code) =>
        log.warn({ participantId, media, code }, 'cannot receive a stream'),
    };
  }

  #producerOf(participantId: ParticipantId, media: CrewMedia): CrewProducer | null {
    const isTheirs = (producer: CrewProducer): boolean =>
      producer.participantId === participantId && producer.media === media;
    return this.#producers.find(isTheirs) ?? null;
  }

  #retune(producers: readonly CrewProducer[]): void {
    for (const { producerId, participantId, media } of producers) {
      const tuning = this.#tunings.get(keyOf(participantId, media));
      if (tuning) this.#receiver.tune(producerId, tuning.encoding, tuning.flow);
    }
  }

  /** The log's word on this page's person: whoever was muted meanwhile stays so, and whoever was forgotten says it all again. */
  #adopt(crew: CrewState): void {
    const people = Object.values(crew.participants);
    this.#away = new Set(people.flatMap(({ id, presence }) => (presence.state === 'away' ? [id] : [])));
    const self = this.#selfId === null ? null : participantOf(crew, this.#selfId);
    if (!self) return;
    const isKnown = this.#joinedAtMs === self.joinedAtMs;
    this.#joinedAtMs = self.joinedAtMs;
    this.#told = self.switches;
    this.#sender.setQuality(self.quality);
    if (self.voice === 'muted' || (isKnown && self.switches.microphone === 'off')) this.#handleMuted();
  }

  #handleMuted(): void {
    this.#told = { ...this.#told, microphone: 'off' };
    this.#switches = { ...this.#switches, microphone: 'off' };
    this.#letFlow();
  }

  /** At once: nothing that was turned off gets out while the server is still being told. */
  #letFlow(): void {
    this.#sender.setFlow('microphone', this.#switches.microphone);
    this.#sender.setFlow('camera', this.#switches.camera);
  }

  /** One call at a time, and the newest wish wins. What does not get through is said again when the line is back. */
  async #tell(): Promise<void> {
    if (this.#isTelling || this.#selfId === null) return;
    this.#isTelling = true;
    try {
      while (!isSame(this.#told, this.#switches) && !this.#scope.isClosed) {
        const switches = this.#switches;
        await this.#options.call('people.switch', { switches }, this.#scope.signal);
        this.#told = switches;
      }
    } catch (error) {
      if (!(error instanceof AppError) && !this.#scope.isClosed) throw error;
    } finally {
      this.#isTelling = false;
    }
  }
}
