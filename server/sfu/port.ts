import type { ShowId } from '../../shared/ids.ts';
import type {
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
 * Nothing is refused for being too much: a further transport, producer or host replaces the one before it.
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
    readonly consumers: number;
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
};

/** `absent`: not both producers. `stalled`: both exist, but no RTP arrives or the host's transport is down. `flowing`: on air. */
export type ProgramState = 'absent' | 'stalled' | 'flowing';

export type MediaRoom = {
  readonly program: ProgramState;
  /** One more whenever the pair of producers is another: consumers of an older epoch are dead, and their viewers need a new offer. */
  readonly programEpoch: number;
  /** Replaces the listener. */
  listen(events: RoomEvents): void;
  /**
   * A publishing side for the host's studio. The former one stays on air until this one has both producers and is closed then,
   * so a reloaded studio takes over without a gap of its own making. A third one closes the second at once.
   */
  openHost(): HostEndpoint;
  openViewer(): ViewerEndpoint;
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
  close(): void;
};

export type ViewerEndpoint = {
  readonly isClosed: boolean;
  /** A connected transport with running consumers of the program. Closes this viewer's former transport. `media.unavailable` while the program is absent. */
  watch(ask: WatchAsk): Promise<WatchOffer>;
  restartIce(transportId: string): Promise<IceParameters>;
  close(): void;
};
