import type { types } from 'mediasoup';
import { AppError } from '../../../shared/errors.ts';
import type { Log } from '../../../shared/log.ts';
import { CREW_MEDIA, type CrewMedia } from '../../../shared/protocol/crew-media.ts';
import type {
  ConsumerOffer,
  DtlsParameters,
  IceParameters,
  RtpCapabilities,
  TransportOffer,
} from '../../../shared/protocol/rtp.ts';
import {
  MAX_CREW_CONSUMERS,
  maxCrewEncodings,
  type ConsumerTuning,
  type CrewEndpoint,
  type CrewProduction,
  type CrewReception,
  type CrewStream,
  type StreamFlow,
} from '../port.ts';
import { MeteredProducer } from './metered-producer.ts';
import { checkCapabilities, checkDtls, checkProduce, consumerOffer } from './parameters.ts';
import { CREW_MAX_INCOMING_BPS, KEY_FRAME_REQUEST_DELAY_MS } from './settings.ts';
import { TransportSlot } from './transport-slot.ts';
import { asking, offerOf, type Ground } from './transport.ts';

type CrewOptions = {
  readonly ground: Ground;
  readonly log: Log;
  /** The producer of another crew endpoint of the room, or null. */
  readonly find: (producerId: string, asker: MediasoupCrew) => types.Producer | null;
  /** A producer came or went. */
  readonly onChange: () => void;
  readonly onClosed: (crew: MediasoupCrew) => void;
};

export class MediasoupCrew implements CrewEndpoint {
  readonly #options: CrewOptions;
  readonly #send: TransportSlot;
  readonly #receive: TransportSlot;
  readonly #producers = new Map<CrewMedia, MeteredProducer>();
  readonly #consumers = new Map<string, types.Consumer>();
  /** Consumers that the worker is asked for. */
  #pending = 0;
  #closed: 'no' | 'closed' | 'worker-died' = 'no';

  constructor(options: CrewOptions) {
    this.#options = options;
    this.#send = new TransportSlot(options.ground);
    this.#receive = new TransportSlot(options.ground);
  }

  get isClosed(): boolean {
    return this.#closed !== 'no';
  }

  get streams(): readonly CrewStream[] {
    return [...this.#producers].map(([media, { producer, flow }]) => ({ producerId: producer.id, media, flow }));
  }

  get receptions(): readonly CrewReception[] {
    return [...this.#consumers.values()].map(({ id, producerId }) => ({ consumerId: id, producerId }));
  }

  producer(producerId: string): types.Producer | null {
    for (const { producer } of this.#producers.values()) if (producer.id === producerId) return producer;
    return null;
  }

  async sample(): Promise<void> {
    await Promise.all([...this.#producers.values()].map((metered) => metered.sample()));
  }

  openSend(): Promise<TransportOffer> {
    return this.#open(this.#send);
  }

  openReceive(): Promise<TransportOffer> {
    return this.#open(this.#receive);
  }

  async connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const transport = this.#transportOf(transportId, [this.#send, this.#receive]);
    await asking(this.#options.ground, () => transport.connect({ dtlsParameters: checkDtls(dtlsParameters) }));
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    const transport = this.#transportOf(transportId, [this.#send, this.#receive]);
    return asking(this.#options.ground, () => transport.restartIce());
  }

  async produce(transportId: string, { media, rtpParameters, flow }: CrewProduction): Promise<string> {
    const transport = this.#transportOf(transportId, [this.#send]);
    const { ground, log } = this.#options;
    const kind = CREW_MEDIA[media];
    const checked = checkProduce(rtpParameters, {
      kind,
      maxEncodings: maxCrewEncodings(media),
      router: ground.router.rtpCapabilities,
    });
    const producer = await asking(ground, () =>
      transport.produce({
        kind,
        rtpParameters: checked,
        paused: flow === 'off',
        keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS,
      }),
    );
    if (this.isClosed || transport !== this.#send.transport) {
      producer.close();
      this.#assertOpen();
      throw new AppError('media.not-found');
    }
    this.#keep(media, new MeteredProducer(producer, { capBps: CREW_MAX_INCOMING_BPS[media], flow, log }));
    return producer.id;
  }

  setFlow(producerId: string, flow: StreamFlow): void {
    this.#meteredOf(producerId).setFlow(flow);
  }

  closeProducer(producerId: string): void {
    this.#meteredOf(producerId).producer.close();
  }

  async consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    this.#assertOpen();
    const { ground, find } = this.#options;
    const { transport } = this.#receive;
    if (!transport) throw new AppError('media.not-found');
    if (this.#consumers.size + this.#pending >= MAX_CREW_CONSUMERS) throw new AppError('media.limit');
    const producer = find(producerId, this);
    if (!producer) throw new AppError('media.not-found');
    const checked = checkCapabilities(rtpCapabilities);
    if (!ground.router.canConsume({ producerId, rtpCapabilities: checked }))
      throw new AppError('media.invalid-parameters');
    this.#pending += 1;
    try {
      const consumer = await this.#askFor(producer, () =>
        transport.consume({ producerId, rtpCapabilities: checked, paused: producer.kind === 'video' }),
      );
      if (this.isClosed || transport !== this.#receive.transport || consumer.closed) {
        consumer.close();
        this.#assertOpen();
        throw new AppError('media.not-found');
      }
      this.#consumers.set(consumer.id, consumer);
      consumer.observer.once('close', () => this.#consumers.delete(consumer.id));
      return consumerOffer(consumer);
    } finally {
      this.#pending -= 1;
    }
  }

  async tuneConsumer(consumerId: string, { encoding, flow }: ConsumerTuning): Promise<void> {
    const consumer = this.#consumerOf(consumerId);
    await this.#askFor(consumer, async () => {
      // The worker answers in order: one round trip. A consumer that is resumed asks for a key frame of the right encoding.
      const tuned =
        consumer.type === 'simulcast'
          ? consumer.setPreferredLayers({ spatialLayer: encoding === 'high' ? 1 : 0 })
          : undefined;
      await Promise.all([tuned, flow === 'on' ? consumer.resume() : consumer.pause()]);
    });
  }

  closeConsumer(consumerId: string): void {
    this.#consumerOf(consumerId).close();
  }

  close(): void {
    this.#end('closed');
  }

  /** The worker is gone, and everything in it. */
  lose(): void {
    this.#end('worker-died');
  }

  async #open(slot: TransportSlot): Promise<TransportOffer> {
    this.#assertOpen();
    const transport = await slot.open();
    // A page that is gone says so by closing DTLS: what it sent must not stay as a still picture and a silent voice.
    transport.on('dtlsstatechange', (state) => {
      if (state === 'closed' || state === 'failed') transport.close();
    });
    return offerOf(transport, this.#options.ground);
  }

  #keep(media: CrewMedia, metered: MeteredProducer): void {
    const former = this.#producers.get(media);
    this.#producers.delete(media);
    this.#producers.set(media, metered);
    former?.producer.close();
    metered.producer.observer.once('close', () => {
      if (this.#producers.get(media) === metered) this.#producers.delete(media);
      this.#handleChange();
    });
    this.#handleChange();
  }

  #handleChange(): void {
    this.#hintBitrate();
    this.#options.onChange();
  }

  /** The most that the page may send in all, told to its browser; the police looks at what arrives. */
  #hintBitrate(): void {
    const { transport } = this.#send;
    const capBps = [...this.#producers.keys()].reduce((sum, media) => sum + CREW_MAX_INCOMING_BPS[media], 0);
    if (!transport || transport.closed || capBps === 0) return;
    transport.setMaxIncomingBitrate(capBps).catch((error: unknown) => {
      if (!transport.closed) this.#options.log.warn({ error: String(error) }, 'the bitrate could not be limited');
    });
  }

  #end(closed: 'closed' | 'worker-died'): void {
    if (this.isClosed) return;
    this.#closed = closed;
    this.#send.close();
    this.#receive.close();
    this.#producers.clear();
    this.#options.onClosed(this);
  }

  /** Something that closes while the worker is asked about it is `media.not-found`, as it would be a moment later. */
  async #askFor<Value>(subject: { readonly closed: boolean }, request: () => Promise<Value>): Promise<Value> {
    try {
      return await asking(this.#options.ground, request);
    } catch (error) {
      this.#assertOpen();
      throw subject.closed ? new AppError('media.not-found', error) : error;
    }
  }

  #assertOpen(): void {
    if (this.#closed === 'closed') throw new AppError('media.not-found');
    if (this.#closed === 'worker-died') throw new AppError('media.worker-died');
  }

  #transportOf(transportId: string, slots: readonly TransportSlot[]): types.WebRtcTransport {
    this.#assertOpen();
    for (const { transport } of slots) if (transport?.id === transportId) return transport;
    throw new AppError('media.not-found');
  }

  #meteredOf(producerId: string): MeteredProducer {
    this.#assertOpen();
    for (const metered of this.#producers.values()) if (metered.producer.id === producerId) return metered;
    throw new AppError('media.not-found');
  }

  #consumerOf(consumerId: string): types.Consumer {
    this.#assertOpen();
    const consumer = this.#consumers.get(consumerId);
    if (!consumer) throw new AppError('media.not-found');
    return consumer;
  }
}
