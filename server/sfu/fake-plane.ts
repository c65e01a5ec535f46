import { AppError } from '../../shared/errors.ts';
import type { ShowId } from '../../shared/ids.ts';
import type {
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpParameters,
  TransportOffer,
  WatchAsk,
  WatchOffer,
} from '../../shared/protocol/rtp.ts';
import { FakeCrew } from './fake-crew.ts';
import {
  assertNotEnded,
  canReceive,
  checkFakeProduce,
  FAKE_CAPABILITIES,
  makeFakeId,
  offerTransport,
  type Ended,
} from './fake-transport.ts';
import { programOf } from './flow.ts';
import type {
  CrewEndpoint,
  HostEndpoint,
  MediaPlane,
  MediaRoom,
  PlaneFigures,
  ProgramState,
  RoomEvents,
  Vigilance,
  ViewerEndpoint,
} from './port.ts';

class FakeHost implements HostEndpoint {
  readonly #onChange: () => void;
  #onTakeOver: (() => void) | null;
  readonly producers = new Map<MediaKind, { readonly id: string; readonly rtpParameters: RtpParameters }>();
  #transportId: string | null = null;
  #ended: Ended = 'no';

  /** `onTakeOver` makes it one that stands by. */
  constructor(onChange: () => void, onTakeOver: ((host: FakeHost) => void) | null) {
    this.#onChange = onChange;
    this.#onTakeOver = onTakeOver && (() => onTakeOver(this));
  }

  get isClosed(): boolean {
    return this.#ended !== 'no';
  }

  get hasProgram(): boolean {
    return this.producers.has('audio') && this.producers.has('video');
  }

  async openSend(): Promise<TransportOffer> {
    assertNotEnded(this.#ended);
    const offer = offerTransport();
    this.#transportId = offer.id;
    this.producers.clear();
    this.#onChange();
    return offer;
  }

  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    this.#assertTransport(transportId);
    if (dtlsParameters.fingerprints.length === 0) throw new AppError('media.invalid-parameters');
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    this.#assertTransport(transportId);
    return offerTransport().iceParameters;
  }

  async produce(transportId: string, kind: MediaKind, rtpParameters: RtpParameters): Promise<string> {
    this.#assertTransport(transportId);
    checkFakeProduce(kind, rtpParameters);
    const producer = { id: makeFakeId('producer'), rtpParameters };
    this.producers.set(kind, producer);
    this.#onChange();
    return producer.id;
  }

  closeProducer(producerId: string): void {
    assertNotEnded(this.#ended);
    const entry = [...this.producers].find(([, { id }]) => id === producerId);
    if (!entry) throw new AppError('media.not-found');
    this.producers.delete(entry[0]);
    this.#onChange();
  }

  takeOver(): void {
    const tell = this.#onTakeOver;
    this.#onTakeOver = null;
    if (!this.isClosed) tell?.();
  }

  close(): void {
    this.end('closed');
  }

  end(ended: Exclude<Ended, 'no'>): void {
    if (this.isClosed) return;
    this.#ended = ended;
    this.producers.clear();
    this.#onChange();
  }

  #assertTransport(transportId: string): void {
    assertNotEnded(this.#ended);
    if (transportId !== this.#transportId) throw new AppError('media.not-found');
  }
}

class FakeViewer implements ViewerEndpoint {
  readonly #producersOnAir: () => FakeHost['producers'] | null;
  #transport: TransportOffer | null = null;
  #ended: Ended = 'no';

  constructor(producersOnAir: () => FakeHost['producers'] | null) {
    this.#producersOnAir = producersOnAir;
  }

  get isClosed(): boolean {
    return this.#ended !== 'no';
  }

  async watch(ask: WatchAsk): Promise<WatchOffer> {
    const consumers = this.#consume(ask);
    this.#transport = offerTransport();
    return { kind: 'fresh', transport: this.#transport, consumers };
  }

  /** A fake transport is up as long as its page's endpoint is open. */
  async renew(ask: WatchAsk): Promise<WatchOffer> {
    return this.#transport
      ? { kind: 'renewal', transport: this.#transport, consumers: this.#consume(ask) }
      : this.watch(ask);
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    assertNotEnded(this.#ended);
    if (transportId !== this.#transport?.id) throw new AppError('media.not-found');
    return offerTransport().iceParameters;
  }

  close(): void {
    this.end('closed');
  }

  end(ended: Exclude<Ended, 'no'>): void {
    if (!this.isClosed) this.#ended = ended;
  }

  #consume(ask: WatchAsk): WatchOffer['consumers'] {
    assertNotEnded(this.#ended);
    const producers = this.#producersOnAir();
    if (!producers) throw new AppError('media.unavailable');
    const consumers = (['video', 'audio'] as const).flatMap((kind) => {
      const producer = producers.get(kind);
      const mimeType = producer?.rtpParameters.codecs[0]?.mimeType ?? '';
      if (!producer || !canReceive(ask.rtpCapabilities, mimeType)) throw new AppError('media.invalid-parameters');
      return { id: makeFakeId('consumer'), producerId: producer.id, kind, rtpParameters: producer.rtpParameters };
    });
    if (ask.dtlsParameters.fingerprints.length === 0) throw new AppError('media.invalid-parameters');
    return consumers;
  }
}

/** `faltering`: nothing for a moment, which only those see who look closely. */
type Arrival = 'steady' | 'faltering' | 'stopped';

class FakeRoom implements MediaRoom {
  readonly #viewers = new Set<FakeViewer>();
  readonly #crew = new Set<FakeCrew>();
  readonly #onClosed: () => void;
  #events: RoomEvents | null = null;
  #host: FakeHost | null = null;
  #nextHost: FakeHost | null = null;
  #standby: FakeHost | null = null;
  #arrival: Arrival = 'stopped';
  #vigilance: Vigilance = 'usual';
  #ended: Ended = 'no';
  #onAir = '';
  program: ProgramState = 'absent';
  programEpoch = 0;

  constructor(onClosed: () => void) {
    this.#onClosed = onClosed;
  }

  get openViewers(): number {
    return [...this.#viewers].filter(({ isClosed }) => !isClosed).length;
  }

  listen(events: RoomEvents): void {
    this.#events = events;
  }

  openHost(): HostEndpoint {
    const host = new FakeHost(() => this.#update(), null);
    if (this.#ended !== 'no') host.end(this.#ended);
    else this.#place(host);
    return host;
  }

  openStandby(): HostEndpoint {
    const takeOver = (host: FakeHost): void => {
      this.#standby = null;
      this.#place(host);
      this.#update();
    };
    const host = new FakeHost(() => this.#update(), takeOver);
    this.#standby?.close();
    if (this.#ended === 'no') this.#standby = host;
    else host.end(this.#ended);
    return host;
  }

  openViewer(): ViewerEndpoint {
    const viewer = new FakeViewer(() => (this.#host?.hasProgram ? this.#host.producers : null));
    if (this.#ended !== 'no') viewer.end(this.#ended);
    this.#viewers.add(viewer);
    return viewer;
  }

  /** Those that are open. */
  get crew(): readonly FakeCrew[] {
    return [...this.#crew].filter(({ isClosed }) => !isClosed);
  }

  openCrew(): CrewEndpoint {
    const crew: FakeCrew = new FakeCrew({
      others: () => this.crew.filter((other) => other !== crew),
      onChange: () => this.#handleCrewChange(),
    });
    if (this.#ended !== 'no') crew.end(this.#ended);
    this.#crew.add(crew);
    return crew;
  }

  setArrival(arrival: Arrival): void {
    this.#arrival = arrival;
    this.#update();
  }

  setVigilance(vigilance: Vigilance): void {
    this.#vigilance = vigilance;
    this.#update();
  }

  /** The ids of everything that is sent as the program, by whichever publishing side. */
  get programProducers(): readonly string[] {
    return [this.#host, this.#nextHost].flatMap((host) => [...(host?.producers.values() ?? [])].map(({ id }) => id));
  }

  get standbyProducers(): readonly string[] {
    return [...(this.#standby?.producers.values() ?? [])].map(({ id }) => id);
  }

  close(): void {
    this.#end('closed');
  }

  lose(): void {
    this.#end('worker-died');
    this.#events?.onLost();
  }

  #end(ended: Exclude<Ended, 'no'>): void {
    if (this.#ended !== 'no') return;
    this.#ended = ended;
    this.program = 'absent';
    this.#host?.end(ended);
    this.#nextHost?.end(ended);
    this.#standby?.end(ended);
    for (const viewer of this.#viewers) viewer.end(ended);
    for (const crew of this.#crew) crew.end(ended);
    this.#onClosed();
  }

  #place(host: FakeHost): void {
    if (!this.#host || this.#host.isClosed) this.#host = host;
    else {
      this.#nextHost?.close();
      this.#nextHost = host;
    }
  }

  #handleCrewChange(): void {
    if (this.#ended !== 'no') return;
    for (const crew of this.crew) crew.dropDeadReceptions();
    this.#events?.onCrew();
  }

  #update(): void {
    if (this.#ended !== 'no') return;
    if (this.#nextHost?.hasProgram || this.#host?.isClosed) {
      const former = this.#host;
      this.#host = this.#nextHost;
      this.#nextHost = null;
      former?.close();
    }
    const producers = this.#host?.producers;
    const onAir = this.#host?.hasProgram ? [...(producers?.values() ?? [])].map(({ id }) => id).join() : '';
    const program = programOf({
      hasVideo: producers?.has('video') ?? false,
      hasAudio: producers?.has('audio') ?? false,
      isTransportUp: true,
      isVideoArriving: this.#arrival === 'steady' || (this.#arrival === 'faltering' && this.#vigilance === 'usual'),
    });
    if (program === this.program && onAir === this.#onAir) return;
    if (onAir !== this.#onAir) this.programEpoch += 1;
    this.#onAir = onAir;
    this.program = program;
    this.#events?.onProgram(program);
  }
}

/** A media plane without media, for tests of what stands on it: whether RTP arrives and when workers die is the test's to say. */
export class FakePlane implements MediaPlane {
  readonly routerRtpCapabilities = FAKE_CAPABILITIES;
  readonly #rooms = new Map<ShowId, FakeRoom>();
  #died = 0;

  async room(showId: ShowId): Promise<FakeRoom> {
    const known = this.#rooms.get(showId);
    if (known) return known;
    const room = new FakeRoom(() => {
      if (this.#rooms.get(showId) === room) this.#rooms.delete(showId);
    });
    this.#rooms.set(showId, room);
    return room;
  }

  closeRoom(showId: ShowId): void {
    this.#rooms.get(showId)?.close();
  }

  /** Whether RTP of this show's host arrives from now on. */
  async setArriving(showId: ShowId, isArriving: boolean): Promise<void> {
    (await this.room(showId)).setArrival(isArriving ? 'steady' : 'stopped');
  }

  /** Nothing arrives since a moment ago. */
  async falter(showId: ShowId): Promise<void> {
    (await this.room(showId)).setArrival('faltering');
  }

  programProducers(showId: ShowId): readonly string[] {
    return this.#rooms.get(showId)?.programProducers ?? [];
  }

  /** The ids of what is ready to be the program. */
  standbyProducers(showId: ShowId): readonly string[] {
    return this.#rooms.get(showId)?.standbyProducers ?? [];
  }

  /** Every worker dies, with every room. */
  killWorkers(): void {
    this.#died += 1;
    for (const room of [...this.#rooms.values()]) room.lose();
  }

  /** The open crew endpoints of a show, in the order of their opening. */
  crew(showId: ShowId): readonly FakeCrew[] {
    return this.#rooms.get(showId)?.crew ?? [];
  }

  openViewers(showId: ShowId): number {
    return this.#rooms.get(showId)?.openViewers ?? 0;
  }

  isHealthy(): boolean {
    return true;
  }

  async figures(): Promise<PlaneFigures> {
    const crew = [...this.#rooms.values()].flatMap((room) => room.crew);
    const crewProducers = crew.reduce((sum, { streams }) => sum + streams.length, 0);
    const crewConsumers = crew.reduce((sum, { receptions }) => sum + receptions.length, 0);
    const worker = { index: 0, pid: 1, cpuMs: 0, rooms: this.#rooms.size, consumers: crewConsumers };
    return { workers: [{ ...worker, crewProducers, crewConsumers }], workersDiedTotal: this.#died };
  }

  async close(): Promise<void> {
    for (const room of [...this.#rooms.values()]) room.close();
  }
}
