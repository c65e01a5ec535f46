import type { types } from 'mediasoup';
import type { Log } from '../../../shared/log.ts';
import { programOf } from '../flow.ts';
import type {
  CrewEndpoint,
  HostEndpoint,
  MediaRoom,
  ProgramState,
  RoomEvents,
  StreamFlow,
  Vigilance,
  ViewerEndpoint,
} from '../port.ts';
import { MediasoupCrew } from './crew-endpoint.ts';
import { MediasoupHost, type ProgramProducers } from './host-endpoint.ts';
import { CREW_SAMPLE_INTERVAL_MS, SAMPLE_INTERVAL_MS } from './settings.ts';
import type { Ground } from './transport.ts';
import { MediasoupViewer } from './viewer-endpoint.ts';

type RoomOptions = { readonly ground: Ground; readonly log: Log; readonly onClosed: (room: MediasoupRoom) => void };

const NOBODY: RoomEvents = { onLost: () => undefined, onProgram: () => undefined, onCrew: () => undefined };

/** The router of one show: a host on air, perhaps a second one about to be and one that stands by, the viewers, and the crew. */
export class MediasoupRoom implements MediaRoom {
  readonly #options: RoomOptions;
  readonly #viewers = new Set<MediasoupViewer>();
  readonly #crew = new Set<MediasoupCrew>();
  readonly #crewSampling: NodeJS.Timeout;
  #sampling: NodeJS.Timeout;
  #vigilance: Vigilance = 'usual';
  #host: MediasoupHost | null = null;
  #nextHost: MediasoupHost | null = null;
  #standby: MediasoupHost | null = null;
  #events: RoomEvents = NOBODY;
  #program: ProgramState = 'absent';
  #programEpoch = 0;
  #onAir: ProgramProducers | null = null;
  #isClosed = false;
  #isSampling = false;
  #isSamplingCrew = false;

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#sampling = this.#startSampling();
    this.#crewSampling = setInterval(() => void this.#sampleCrew(), CREW_SAMPLE_INTERVAL_MS);
  }

  get program(): ProgramState {
    return this.#program;
  }

  get programEpoch(): number {
    return this.#programEpoch;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get workerIndex(): number {
    return this.#options.ground.worker.index;
  }

  get consumerCount(): number {
    let count = this.crewConsumerCount;
    for (const viewer of this.#viewers) count += viewer.consumerCount;
    return count;
  }

  get crewProducerCount(): number {
    let count = 0;
    for (const { streams } of this.#crew) count += streams.length;
    return count;
  }

  get crewConsumerCount(): number {
    let count = 0;
    for (const { receptions } of this.#crew) count += receptions.length;
    return count;
  }

  listen(events: RoomEvents): void {
    this.#events = events;
  }

  setVigilance(vigilance: Vigilance): void {
    if (this.#isClosed || vigilance === this.#vigilance) return;
    this.#vigilance = vigilance;
    clearInterval(this.#sampling);
    this.#sampling = this.#startSampling();
    void this.#sample();
  }

  openHost(): HostEndpoint {
    const host = this.#makeHost('on');
    if (this.#isClosed) host.close();
    else this.#place(host);
    return host;
  }

  openStandby(): HostEndpoint {
    const host = this.#makeHost('off');
    this.#standby?.close();
    if (this.#isClosed) host.close();
    else this.#standby = host;
    return host;
  }

  openViewer(): ViewerEndpoint {
    const viewer = new MediasoupViewer({
      ground: this.#options.ground,
      program: () => this.#onAir,
      onClosed: (closed) => this.#viewers.delete(closed),
    });
    if (this.#isClosed) viewer.close();
    else this.#viewers.add(viewer);
    return viewer;
  }

  openCrew(): CrewEndpoint {
    const { ground, log } = this.#options;
    const crew = new MediasoupCrew({
      ground,
      log,
      find: (producerId, asker) => this.#findCrewProducer(producerId, asker),
      onChange: () => this.#handleCrewChange(),
      onClosed: (closed) => this.#crew.delete(closed),
    });
    if (this.#isClosed) crew.close();
    else this.#crew.add(crew);
    return crew;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#end();
    this.#standby?.close();
    this.#nextHost?.close();
    this.#host?.close();
    for (const viewer of [...this.#viewers]) viewer.close();
    for (const crew of [...this.#crew]) crew.close();
    this.#options.ground.router.close();
    this.#options.onClosed(this);
  }

  /** The worker has died: everything is closed first, and only then is anyone told. */
  lose(): void {
    if (this.#isClosed) return;
    this.#end();
    this.#standby?.lose();
    this.#nextHost?.lose();
    this.#host?.lose();
    for (const viewer of [...this.#viewers]) viewer.lose();
    for (const crew of [...this.#crew]) crew.lose();
    this.#options.onClosed(this);
    this.#events.onLost();
  }

  #end(): void {
    this.#isClosed = true;
    this.#program = 'absent';
    this.#onAir = null;
    clearInterval(this.#sampling);
    clearInterval(this.#crewSampling);
  }

  #makeHost(flow: StreamFlow): MediasoupHost {
    const { ground, log } = this.#options;
    return new MediasoupHost({
      ...{ ground, log, flow },
      onTakeOver: (host) => this.#takeOver(host),
      onChange: () => this.#update(),
    });
  }

  #place(host: MediasoupHost): void {
    if (!this.#host || this.#host.isClosed) this.#host = host;
    else {
      this.#nextHost?.close();
      this.#nextHost = host;
    }
  }

  #takeOver(host: MediasoupHost): void {
    if (this.#standby === host) this.#standby = null;
    this.#place(host);
    this.#update();
  }

  #startSampling(): NodeJS.Timeout {
    return setInterval(() => void this.#sample(), SAMPLE_INTERVAL_MS[this.#vigilance]);
  }

  async #sample(): Promise<void> {
    if (this.#isSampling) return;
    this.#isSampling = true;
    try {
      await Promise.all([this.#host?.sample(), this.#nextHost?.sample()]);
    } catch (error) {
      // A producer that closes while it is asked is no news; its observer tells.
      this.#options.log.debug({ error: String(error) }, 'sampling failed');
    } finally {
      this.#isSampling = false;
    }
    this.#update();
  }

  async #sampleCrew(): Promise<void> {
    if (this.#isSamplingCrew) return;
    this.#isSamplingCrew = true;
    const sampled = await Promise.allSettled([...this.#crew].map((crew) => crew.sample()));
    this.#isSamplingCrew = false;
    for (const outcome of sampled)
      if (outcome.status === 'rejected') this.#options.log.debug({ error: String(outcome.reason) }, 'sampling failed');
  }

  #findCrewProducer(producerId: string, asker: MediasoupCrew): types.Producer | null {
    for (const crew of this.#crew) {
      const producer = crew === asker ? null : crew.producer(producerId);
      if (producer) return producer;
    }
    return null;
  }

  #handleCrewChange(): void {
    // As with the program: `lose` tells, once, and after the purge.
    if (this.#isClosed || this.#options.ground.worker.worker.closed) return;
    this.#events.onCrew();
  }

  #update(): void {
    // A dying worker closes producers one by one before the room hears of it: `lose` tells, once, and after the purge.
    if (this.#isClosed || this.#options.ground.worker.worker.closed) return;
    this.#handOver();
    const facts = this.#host?.facts(performance.now(), this.#vigilance);
    const program = facts ? programOf(facts) : 'absent';
    const onAir = this.#host?.program ?? null;
    const isSamePair = onAir?.video === this.#onAir?.video && onAir?.audio === this.#onAir?.audio;
    if (isSamePair && program === this.#program) return;
    if (!isSamePair) this.#programEpoch += 1;
    this.#onAir = onAir;
    this.#program = program;
    this.#events.onProgram(program);
  }

  /** The next host goes on air when it has a whole program, or when the former one is gone. */
  #handOver(): void {
    if (this.#nextHost?.isClosed) this.#nextHost = null;
    const next = this.#nextHost;
    if (!next || (next.program === null && this.#host !== null && !this.#host.isClosed)) return;
    const former = this.#host;
    this.#host = next;
    this.#nextHost = null;
    former?.close();
  }
}
