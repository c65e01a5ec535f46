import { AppError } from '../../shared/errors.ts';
import { CREW_MEDIA, type CrewMedia } from '../../shared/protocol/crew-media.ts';
import type {
  ConsumerOffer,
  DtlsParameters,
  IceParameters,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from '../../shared/protocol/rtp.ts';
import {
  assertNotEnded,
  canReceive,
  checkFakeProduce,
  makeFakeId,
  offerTransport,
  type Ended,
} from './fake-transport.ts';
import {
  MAX_CREW_CONSUMERS,
  maxCrewEncodings,
  type ConsumerTuning,
  type CrewEndpoint,
  type CrewProduction,
  type CrewReception,
  type CrewStream,
  type StreamFlow,
} from './port.ts';

type FakeStream = CrewStream & { readonly rtpParameters: RtpParameters };
type FakeReception = CrewReception & { readonly tuning: ConsumerTuning };

type FakeCrewOptions = {
  /** The other open endpoints of the room. */
  readonly others: () => readonly FakeCrew[];
  /** The set of streams has changed. */
  readonly onChange: () => void;
};

export class FakeCrew implements CrewEndpoint {
  readonly #options: FakeCrewOptions;
  readonly #streams = new Map<CrewMedia, FakeStream>();
  readonly #receptions = new Map<string, FakeReception>();
  #sendId: string | null = null;
  #receiveId: string | null = null;
  #ended: Ended = 'no';

  constructor(options: FakeCrewOptions) {
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#ended !== 'no';
  }

  get streams(): readonly CrewStream[] {
    return [...this.#streams.values()].map(({ producerId, media, flow }) => ({ producerId, media, flow }));
  }

  get receptions(): readonly CrewReception[] {
    return [...this.#receptions.values()].map(({ consumerId, producerId }) => ({ consumerId, producerId }));
  }

  async openSend(): Promise<TransportOffer> {
    assertNotEnded(this.#ended);
    const offer = offerTransport();
    this.#sendId = offer.id;
    const hadStreams = this.#streams.size > 0;
    this.#streams.clear();
    if (hadStreams) this.#options.onChange();
    return offer;
  }

  async openReceive(): Promise<TransportOffer> {
    assertNotEnded(this.#ended);
    const offer = offerTransport();
    this.#receiveId = offer.id;
    this.#receptions.clear();
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

  async produce(transportId: string, { media, rtpParameters, flow }: CrewProduction): Promise<string> {
    assertNotEnded(this.#ended);
    if (transportId !== this.#sendId) throw new AppError('media.not-found');
    checkFakeProduce(CREW_MEDIA[media], rtpParameters);
    if ((rtpParameters.encodings?.length ?? 0) > maxCrewEncodings(media))
      throw new AppError('media.invalid-parameters');
    const producerId = makeFakeId('producer');
    this.#streams.delete(media);
    this.#streams.set(media, { producerId, media, flow, rtpParameters });
    this.#options.onChange();
    return producerId;
  }

  setFlow(producerId: string, flow: StreamFlow): void {
    const stream = this.#stream(producerId);
    this.#streams.set(stream.media, { ...stream, flow });
  }

  closeProducer(producerId: string): void {
    this.#streams.delete(this.#stream(producerId).media);
    this.#options.onChange();
  }

  async consume(producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    assertNotEnded(this.#ended);
    if (this.#receiveId === null) throw new AppError('media.not-found');
    if (this.#receptions.size >= MAX_CREW_CONSUMERS) throw new AppError('media.limit');
    const stream = this.#options
      .others()
      .map((other) => other.find(producerId))
      .find((found) => found !== null);
    if (!stream) throw new AppError('media.not-found');
    const { media, rtpParameters } = stream;
    if (!canReceive(rtpCapabilities, rtpParameters.codecs[0]?.mimeType ?? ''))
      throw new AppError('media.invalid-parameters');
    const consumerId = makeFakeId('consumer');
    const kind = CREW_MEDIA[media];
    const flow = kind === 'video' ? 'off' : 'on';
    this.#receptions.set(consumerId, { consumerId, producerId, tuning: { encoding: 'high', flow } });
    return { id: consumerId, producerId, kind, rtpParameters };
  }

  async tuneConsumer(consumerId: string, tuning: ConsumerTuning): Promise<void> {
    this.#receptions.set(consumerId, { ...this.#reception(consumerId), tuning });
  }

  /** What the page asked for last. */
  tuningOf(consumerId: string): ConsumerTuning {
    return this.#reception(consumerId).tuning;
  }

  closeConsumer(consumerId: string): void {
    this.#receptions.delete(this.#reception(consumerId).consumerId);
  }

  close(): void {
    this.end('closed');
  }

  end(ended: Exclude<Ended, 'no'>): void {
    if (this.isClosed) return;
    this.#ended = ended;
    const hadStreams = this.#streams.size > 0;
    this.#streams.clear();
    this.#receptions.clear();
    if (hadStreams) this.#options.onChange();
  }

  find(producerId: string): FakeStream | null {
    for (const stream of this.#streams.values()) if (stream.producerId === producerId) return stream;
    return null;
  }

  /** Consumers end with what they consume. */
  dropDeadReceptions(): void {
    const others = this.#options.others();
    for (const { consumerId, producerId } of this.receptions)
      if (!others.some((other) => other.find(producerId))) this.#receptions.delete(consumerId);
  }

  #assertTransport(transportId: string): void {
    assertNotEnded(this.#ended);
    if (transportId !== this.#sendId && transportId !== this.#receiveId) throw new AppError('media.not-found');
  }

  #stream(producerId: string): FakeStream {
    assertNotEnded(this.#ended);
    const stream = this.find(producerId);
    if (!stream) throw new AppError('media.not-found');
    return stream;
  }

  #reception(consumerId: string): FakeReception {
    assertNotEnded(this.#ended);
    const reception = this.#receptions.get(consumerId);
    if (!reception) throw new AppError('media.not-found');
    return reception;
  }
}
