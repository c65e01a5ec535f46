import type { ShowId } from '../../shared/ids.ts';
import type { CrewMedia, EncodingChoice } from '../../shared/protocol/crew-media.ts';
import type {
  ConsumerOffer,
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
  WatchAsk,
  WatchOffer,
} from '../../shared/protocol/rtp.ts';

/**
 * The media plane: rooms on SFU workers. It knows show ids and nothing else of the domain, and the domain never waits on RTP.
 * Calls throw AppError: `media.unavailable` (no worker), `media.worker-died`, `media.invalid-parameters`, `media.not-found`.
 * A further transport, producer or host is never too much: it replaces the one before it. Only a loop of consumers is `media.limit`.
 */
export type MediaPlane = {
  /** The same for every room; a page needs them before it can say what it can receive. */
  readonly routerRtpCapabilities: RtpCapabilities;
  /** The room of a show; opened on a living worker when there is none. Concurrent calls share one room. */
  room(showId: ShowId): Promise<MediaRoom>;
  closeRoom(showId: ShowId): void;
  /** Whether at least one worker answers. */
  isHealthy(): boolean;
  figures(): Promise<PlaneFigures>;
  close(): Promise<void>;
};

/** Per worker, for metrics. CPU in milliseconds since its start. */
export type PlaneFigures = {
  readonly workers: ReadonlyArray<{
    /** The worker's place, which its successor takes over. */
    readonly index: number;
    readonly pid: number;
    readonly cpuMs: number;
    readonly rooms: number;
    /** Streams that are sent, to viewers and among the crew. */
    readonly consumers: number;
    /** Streams that people in the studio send, and those that they receive of each other. */
    readonly crewProducers: number;
    readonly crewConsumers: number;
  }>;
  readonly workersDiedTotal: number;
};

/**
 * What happens to a room by itself. `lost`: its worker died; the room and all of its endpoints are closed already (purged
 * before anyone is told, so that nobody rejoins a dead router), and `MediaPlane.room` opens a new one.
 * `program-changed`: whether the program can be watched, and whether its media actually arrives.
 */
export type RoomEvents = {
  onLost(): void;
  /** Called when `MediaRoom.program` or `MediaRoom.programEpoch` has changed. */
  onProgram(program: ProgramState): void;
  /**
   * Called when the set of the crew endpoints' producers has changed, also when one ended by itself: it sent far too much, or its
   * page's transport is gone. Not called while a room is lost.
   */
  onCrew(): void;
};

/** `absent`: not both producers. `stalled`: both exist, but no RTP arrives or the host's transport is down. `flowing`: on air. */
export type ProgramState = 'absent' | 'stalled' | 'flowing';

/** `high` while the program's host is feared lost: a far shorter silence of the program is a stall then. */
export type Vigilance = 'usual' | 'high';

export type MediaRoom = {
  readonly program: ProgramState;
  /** One more whenever the pair of producers is another: consumers of an older epoch are dead, and their viewers need a new offer. */
  readonly programEpoch: number;
  /** Replaces the listener. */
  listen(events: RoomEvents): void;
  /** `usual` until something else is said. */
  setVigilance(vigilance: Vigilance): void;
  /**
   * A publishing side for the host's studio. The former one stays on air until this one has both producers and is closed then,
   * so a reloaded studio takes over without a gap of its own making. A third one closes the second at once.
   */
  openHost(): HostEndpoint;
  /** A publishing side that passes nothing on before it takes over. One at a time: opening another closes the former. */
  openStandby(): HostEndpoint;
  openViewer(): ViewerEndpoint;
  /** The media of one more person in the studio. What they send is never part of the program, and no viewer can receive it. */
  openCrew(): CrewEndpoint;
  close(): void;
};

/** Owns the maps of its transport and producers: an id of another endpoint is `media.not-found` here. */
export type HostEndpoint = {
  readonly isClosed: boolean;
  /** One send transport; opening again closes the former one. */
  openSend(): Promise<TransportOffer>;
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(transportId: string): Promise<IceParameters>;
  /** At most one producer a kind; a second one of the same kind replaces the first (viewers' consumers follow by a new offer). */
  produce(transportId: string, kind: MediaKind, rtpParameters: RtpParameters): Promise<string>;
  closeProducer(producerId: string): void;
  /**
   * What a standby sends is the program from now on, as after `openHost`: where it is whole, the former program ends in the same
   * moment. Nothing for the side that makes the program already.
   */
  takeOver(): void;
  close(): void;
};

export type ViewerEndpoint = {
  readonly isClosed: boolean;
  /** A connected transport with running consumers of the program. Closes this viewer's former transport. `media.unavailable` while the program is absent. */
  watch(ask: WatchAsk): Promise<WatchOffer>;
  /** The same for another program: on the transport that there is, while that is up, so that nothing has to connect anew. */
  renew(ask: WatchAsk): Promise<WatchOffer>;
  restartIce(transportId: string): Promise<IceParameters>;
  close(): void;
};

/** Whether a stream is passed on. */
export type StreamFlow = 'on' | 'off';

/** A stream that a crew endpoint sends. `flow` is what was asked for; a stream that sends too much is held back besides. */
export type CrewStream = { readonly producerId: string; readonly media: CrewMedia; readonly flow: StreamFlow };

/** A stream that a crew endpoint receives. */
export type CrewReception = { readonly consumerId: string; readonly producerId: string };

/** Encodings that a stream may have: a camera's small one for small tiles and its large one, anything else's only one. */
export const maxCrewEncodings = (media: CrewMedia): 1 | 2 => (media === 'camera' ? 2 : 1);

/** As many as a full studio sends when everybody shares a screen with its sound; more would only pay for a loop of a page's. */
export const MAX_CREW_CONSUMERS = 64;

/**
 * What one person in the studio sends, and what they receive of the others in the same room. It knows no roles: who may send
 * and receive what is the caller's to decide. Owns the maps of its transports, producers and consumers: an id of another
 * endpoint is `media.not-found` here.
 */
export type CrewEndpoint = {
  readonly isClosed: boolean;
  /** At most one of each media. */
  readonly streams: readonly CrewStream[];
  readonly receptions: readonly CrewReception[];
  /** One transport a direction; opening again closes the former one, and everything on it. */
  openSend(): Promise<TransportOffer>;
  openReceive(): Promise<TransportOffer>;
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
  restartIce(transportId: string): Promise<IceParameters>;
  /**
   * The producer's id. A second one of the same media replaces the first, and so its id. With two encodings the low one is
   * first. `media.invalid-parameters` beyond `maxCrewEncodings`, `media.not-found` unless `transportId` is the send transport's.
   */
  produce(transportId: string, production: CrewProduction): Promise<string>;
  /** Begins or stops passing a stream on, from the next packet on. Its consumers stay. */
  setFlow(producerId: string, flow: StreamFlow): void;
  closeProducer(producerId: string): void;
  /**
   * The stream of another crew endpoint of this room: `media.not-found` for one of this endpoint's own and for the program's.
   * A picture begins paused. `media.limit` beyond `MAX_CREW_CONSUMERS`, `media.invalid-parameters` when these capabilities
   * cannot receive it, `media.not-found` while there is no receive transport. It closes by itself with its producer.
   */
  consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer>;
  /** Which encoding is wanted where there are two, and whether it flows: a picture then begins with a key frame. */
  tuneConsumer(consumerId: string, tuning: ConsumerTuning): Promise<void>;
  closeConsumer(consumerId: string): void;
  close(): void;
};

export type CrewProduction = {
  readonly media: CrewMedia;
  readonly rtpParameters: RtpParameters;
  /** `off`: nothing is passed on before `setFlow` says so. */
  readonly flow: StreamFlow;
};
export type ConsumerTuning = { readonly encoding: EncodingChoice; readonly flow: StreamFlow };
