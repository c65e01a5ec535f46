import type { types } from 'mediasoup';
import { AppError } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import type {
  DtlsParameters,
  IceParameters,
  MediaKind,
  RtpParameters,
  TransportOffer,
} from '../../../shared/protocol/rtp.ts';
import type { HostEndpoint, StreamFlow, Vigilance } from '../port.ts';
import { isThere, type ProgramFacts } from '../flow.ts';
import { MeteredProducer } from './metered-producer.ts';
import { checkDtls, checkProduce } from './parameters.ts';
import { KEY_FRAME_REQUEST_DELAY_MS, MAX_ENCODINGS, MAX_INCOMING_BPS } from './settings.ts';
import { TransportSlot } from './transport-slot.ts';
import { asking, isUp, offerOf, type Ground } from './transport.ts';

type HostOptions = {
  readonly ground: Ground;
  readonly log: Log;
  /** `off`: it stands by. */
  readonly flow: StreamFlow;
  readonly onTakeOver: (host: MediasoupHost) => void;
  /** A producer came or went, the transport changed its state, or RTP started or stopped. */
  readonly onChange: () => void;
};

export type ProgramProducers = { readonly video: types.Producer; readonly audio: types.Producer };

export class MediasoupHost implements HostEndpoint {
  readonly #options: HostOptions;
  readonly #producers = new Map<MediaKind, MeteredProducer>();
  readonly #send: TransportSlot;
  #flow: StreamFlow;
  #closed: 'no' | 'closed' | 'worker-died' = 'no';

  constructor(options: HostOptions) {
    this.#options = options;
    this.#send = new TransportSlot(options.ground);
    this.#flow = options.flow;
  }

  get isClosed(): boolean {
    return this.#closed !== 'no';
  }

  /** Both or nothing: a program is picture and sound. */
  get program(): ProgramProducers | null {
    const video = this.#producers.get('video')?.producer;
    const audio = this.#producers.get('audio')?.producer;
    return video && audio ? { video, audio } : null;
  }

  facts(atMs: number, vigilance: Vigilance): ProgramFacts {
    const flows = [...this.#producers.values()].map(({ arrival }) => arrival);
    return {
      hasVideo: this.#producers.has('video'),
      hasAudio: this.#producers.has('audio'),
      isTransportUp: this.#send.transport !== null && isUp(this.#send.transport),
      isVideoArriving: isThere(flows, vigilance) && (this.#producers.get('video')?.isArriving(atMs) ?? false),
    };
  }

  async sample(): Promise<void> {
    await Promise.all([...this.#producers.values()].map((metered) => metered.sample()));
  }

  async openSend(): Promise<TransportOffer> {
    this.#assertOpen();
    const { ground, onChange } = this.#options;
    const transport = await this.#send.open();
    transport.on('dtlsstatechange', onChange);
    transport.on('icestatechange', onChange);
    await asking(ground, () => transport.setMaxIncomingBitrate(MAX_INCOMING_BPS.audio + MAX_INCOMING_BPS.video));
    return offerOf(transport, ground);
  }

  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#transportOf(transportId);
    await asking(this.#options.ground, () => transport.connect({ dtlsParameters: checkDtls(dtlsParameters) }));
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    const transport = this.#transportOf(transportId);
    return asking(this.#options.ground, () => transport.restartIce());
  }

  async produce(transportId: string, kind: MediaKind, rtpParameters: RtpParameters): Promise<string> {
    const transport = this.#transportOf(transportId);
    const { ground, log, onChange } = this.#options;
    const checked = checkProduce(rtpParameters, {
      kind,
      maxEncodings: MAX_ENCODINGS[kind],
      router: ground.router.rtpCapabilities,
    });
    const flow = this.#flow;
    const producer = await asking(ground, () =>
      transport.produce({
        kind,
        rtpParameters: checked,
        keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS,
        paused: flow === 'off',
      }),
    );
    if (this.isClosed || transport !== this.#send.transport) {
      producer.close();
      this.#assertOpen();
      throw new AppError('media.not-found');
    }
    const former = this.#producers.get(kind);
    const metered = new MeteredProducer(producer, { capBps: MAX_INCOMING_BPS[kind], flow, log });
    // It may have taken over while the worker was asked.
    metered.setFlow(this.#flow);
    this.#producers.set(kind, metered);
    former?.producer.close();
    producer.observer.once('close', () => {
      if (this.#producers.get(kind) === metered) this.#producers.delete(kind);
      onChange();
    });
    // The score changes when the first packet arrives and when packets stop: a reason to look at once.
    producer.on('score', () => this.#sampleNow(metered));
    onChange();
    return producer.id;
  }

  closeProducer(producerId: string): void {
    this.#assertOpen();
    const metered = [...this.#producers.values()].find(({ producer }) => producer.id === producerId);
    if (!metered) throw new AppError('media.not-found');
    metered.producer.close();
  }

  takeOver(): void {
    if (this.isClosed || this.#flow === 'on') return;
    this.#flow = 'on';
    for (const metered of this.#producers.values()) metered.setFlow('on');
    this.#options.onTakeOver(this);
  }

  close(): void {
    this.#end('closed');
  }

  /** The worker is gone, and everything in it. */
  lose(): void {
    this.#end('worker-died');
  }

  #end(closed: 'closed' | 'worker-died'): void {
    if (this.isClosed) return;
    this.#closed = closed;
    this.#send.close();
    this.#producers.clear();
    this.#options.onChange();
  }

  #sampleNow(metered: MeteredProducer): void {
    metered.sample().then(this.#options.onChange, (error: unknown) => {
      if (!metered.producer.closed)
        this.#options.log.warn({ producerId: metered.producer.id, error: String(error) }, 'sampling failed');
    });
  }

  #assertOpen(): void {
    if (this.#closed === 'closed') throw new AppError('media.not-found');
    if (this.#closed === 'worker-died') throw new AppError('media.worker-died');
  }

  #transportOf(transportId: string): types.WebRtcTransport {
    this.#assertOpen();
    const { transport } = this.#send;
    if (transport?.id !== transportId) throw new AppError('media.not-found');
    return transport;
  }
}
