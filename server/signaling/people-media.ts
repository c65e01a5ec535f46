import { AppError } from '../../shared/errors.ts';
import type { ParticipantId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { mayReceive, maySendNow, type CrewMedia, type CrewProducer } from '../../shared/protocol/crew-media.ts';
import type { ConsumerOffer, RtpCapabilities, RtpParameters } from '../../shared/protocol/rtp.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import { participantOf, type CrewState } from '../../shared/show/crew.ts';
import type { Metrics } from '../observe/metrics.ts';
import type { CrewEndpoint, MediaRoom, StreamFlow } from '../sfu/port.ts';
import type { ShowActor } from '../shows/actor.ts';
import { fullBucket, takeToken, type TokenBucket } from './token-bucket.ts';

/** The page of somebody in the studio, as far as their media is concerned. */
export type PersonPage = {
  readonly actor: { readonly participantId: ParticipantId };
  tick<Type extends TickType>(type: Type, data: TickData<Type>): void;
};

type PeopleMediaOptions = {
  readonly actor: ShowActor;
  /** The show's room in the media plane; opened when there is none. */
  readonly openRoom: () => Promise<MediaRoom>;
  readonly metrics: Metrics;
};

/** What is kept of one page. */
type Kept = {
  endpoint: CrewEndpoint | null;
  /** `lost`: it was gone with its worker, and the page has not opened again. */
  state: 'ready' | 'lost';
  /** The newest `crew.producers`, as text; null when the page must be told in any case. */
  told: string | null;
  streams: TokenBucket;
};

/** A full studio's streams twice over: a page that recovers needs them once, a loop gets no further. */
const STREAM_RATE = { perSecond: 5, burst: 120 };

/**
 * Media among the people in the studio. The show's log says who may send and receive what; what is no longer so is cut here,
 * whatever the pages do. One page a person: a newer one takes over from an older one, so that nobody is heard twice.
 */
export class PeopleMedia {
  readonly #options: PeopleMediaOptions;
  readonly #pages = new Map<PersonPage, Kept>();
  #isReacting = false;

  constructor(options: PeopleMediaOptions) {
    this.#options = options;
  }

  /** The page has a socket (again). What it was told before may be lost with the former one. */
  welcome(page: PersonPage): void {
    for (const other of [...this.#pages.keys()])
      if (other !== page && other.actor.participantId === page.actor.participantId) this.leave(other);
    const kept = this.#pages.get(page);
    if (kept) kept.told = null;
    else
      this.#pages.set(page, {
        endpoint: null,
        state: 'ready',
        told: null,
        streams: fullBucket(STREAM_RATE, performance.now()),
      });
    if (kept?.state === 'lost') page.tick('crew.lost', {});
    this.react();
  }

  /** The page's session is over. */
  leave(page: PersonPage): void {
    const kept = this.#pages.get(page);
    this.#pages.delete(page);
    kept?.endpoint?.close();
    this.react();
  }

  /** The endpoint of `page`, opened when there is none. `people.not-found` for somebody who is not in the studio. */
  async open(page: PersonPage): Promise<CrewEndpoint> {
    const room = await this.#options.openRoom();
    const kept = this.#keptOf(page);
    if (!participantOf(this.#crew, page.actor.participantId)) throw new AppError('people.not-found');
    kept.endpoint = kept.endpoint?.isClosed === false ? kept.endpoint : room.openCrew();
    kept.state = 'ready';
    return kept.endpoint;
  }

  /** `media.not-found` before the page has opened one, and after it was lost. */
  endpointOf(page: PersonPage): CrewEndpoint {
    const { endpoint } = this.#keptOf(page);
    if (endpoint === null) throw new AppError('media.not-found');
    return endpoint;
  }

  /** Whether this page may be given another stream, to send or to receive, now. */
  mayTakeStream(page: PersonPage): boolean {
    const kept = this.#keptOf(page);
    const bucket = takeToken(kept.streams, STREAM_RATE, performance.now());
    if (bucket) kept.streams = bucket;
    return bucket !== null;
  }

  /** `auth.forbidden` for what this person may not send now. */
  async produce(page: PersonPage, { transportId, media, rtpParameters }: ProduceAsk): Promise<string> {
    const { participantId } = page.actor;
    if (!maySendNow(this.#crew, participantId, media)) throw new AppError('auth.forbidden');
    const flow = flowOf(this.#crew, participantId, media);
    // What the show says meanwhile is enforced as soon as the room tells of the stream.
    return this.endpointOf(page).produce(transportId, { media, rtpParameters, flow });
  }

  /** `media.not-found` for every stream that this person may not receive now: nothing tells that it exists. */
  async consume(page: PersonPage, producerId: string, rtpCapabilities: RtpCapabilities): Promise<ConsumerOffer> {
    const endpoint = this.endpointOf(page);
    if (!this.#isReceivable(page, producerId)) throw new AppError('media.not-found');
    const offer = await endpoint.consume(producerId, rtpCapabilities);
    if (this.#isReceivable(page, producerId)) return offer;
    // Taken off stage while the worker was asked.
    if (endpoint.receptions.some(({ consumerId }) => consumerId === offer.id)) endpoint.closeConsumer(offer.id);
    throw new AppError('media.not-found');
  }

  /** Called whenever the show, or what somebody sends, has changed. */
  react(): void {
    // What is cut here changes what there is to receive: it is looked at below.
    if (this.#isReacting) return;
    this.#isReacting = true;
    try {
      for (const [page, kept] of this.#pages) this.#enforceSending(page, kept);
      for (const [page, { endpoint }] of this.#pages) if (endpoint) this.#enforceReceiving(page, endpoint);
    } finally {
      this.#isReacting = false;
    }
    this.#tell();
  }

  /** The worker died with everything. */
  lose(): void {
    for (const [page, kept] of this.#pages) {
      if (kept.endpoint === null) continue;
      kept.endpoint = null;
      kept.state = 'lost';
      page.tick('crew.lost', {});
    }
    this.#tell();
  }

  close(): void {
    for (const { endpoint } of this.#pages.values()) endpoint?.close();
    this.#pages.clear();
  }

  get #crew(): CrewState {
    const { crew } = this.#options.actor.state;
    assert(crew, 'the server knows the crew');
    return crew;
  }

  #producers(): readonly CrewProducer[] {
    return [...this.#pages].flatMap(([{ actor }, { endpoint }]) =>
      (endpoint?.streams ?? []).map(({ producerId, media }) => ({
        producerId,
        participantId: actor.participantId,
        media,
      })),
    );
  }

  #receivableBy({ actor }: PersonPage): readonly CrewProducer[] {
    return this.#producers().filter((producer) => mayReceive(this.#crew, actor.participantId, producer));
  }

  #isReceivable(page: PersonPage, producerId: string): boolean {
    return this.#receivableBy(page).some((producer) => producer.producerId === producerId);
  }

  #enforceSending({ actor: { participantId } }: PersonPage, kept: Kept): void {
    const { endpoint } = kept;
    if (endpoint === null) return;
    if (!participantOf(this.#crew, participantId)) {
      kept.endpoint = null;
      return endpoint.close();
    }
    for (const { producerId, media, flow } of endpoint.streams) {
      const wanted = flowOf(this.#crew, participantId, media);
      if (!maySendNow(this.#crew, participantId, media)) {
        endpoint.closeProducer(producerId);
        this.#options.metrics.crewCut.inc({ what: 'producer' });
      } else if (flow !== wanted) endpoint.setFlow(producerId, wanted);
    }
  }

  #enforceReceiving(page: PersonPage, endpoint: CrewEndpoint): void {
    const living = new Set(this.#producers().map(({ producerId }) => producerId));
    for (const { consumerId, producerId } of endpoint.receptions) {
      // Those that ended with their producers are about to be gone by themselves.
      if (!living.has(producerId) || this.#isReceivable(page, producerId)) continue;
      endpoint.closeConsumer(consumerId);
      this.#options.metrics.crewCut.inc({ what: 'consumer' });
    }
  }

  #tell(): void {
    for (const [page, kept] of this.#pages) {
      const producers = [...this.#receivableBy(page)];
      const own = (kept.endpoint?.streams ?? []).map(({ producerId }) => producerId);
      const text = JSON.stringify({ producers, own });
      if (text === kept.told) continue;
      kept.told = text;
      page.tick('crew.producers', { producers, own });
    }
  }

  #keptOf(page: PersonPage): Kept {
    const kept = this.#pages.get(page);
    // A request that was asked before its session ended.
    if (!kept) throw new AppError('media.not-found');
    return kept;
  }
}

type ProduceAsk = {
  readonly transportId: string;
  readonly media: CrewMedia;
  readonly rtpParameters: RtpParameters;
};

/** A microphone is heard only while its person says that it is on: whoever was muted stays so until they speak up themselves. */
const flowOf = (crew: CrewState, participantId: ParticipantId, media: CrewMedia): StreamFlow =>
  media === 'microphone' ? (participantOf(crew, participantId)?.switches.microphone ?? 'off') : 'on';
