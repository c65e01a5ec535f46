import type { types } from 'mediasoup';
import { AppError } from '../../../shared/errors.ts';
import type { IceParameters, WatchAsk, WatchOffer } from '../../../shared/protocol/rtp.ts';
import type { ViewerEndpoint } from '../port.ts';
import type { ProgramProducers } from './host-endpoint.ts';
import { checkCapabilities, checkDtls, consumerOffer } from './parameters.ts';
import { asking, createTransport, isUp, offerOf, type Ground } from './transport.ts';

type ViewerOptions = {
  readonly ground: Ground;
  readonly program: () => ProgramProducers | null;
  readonly onClosed: (viewer: MediasoupViewer) => void;
};

export class MediasoupViewer implements ViewerEndpoint {
  readonly #options: ViewerOptions;
  #transport: types.WebRtcTransport | null = null;
  #consumers: readonly types.Consumer[] = [];
  #closed: 'no' | 'closed' | 'worker-died' = 'no';
  /** One at a time: two transports of one viewer would both be paid for. */
  #watching: Promise<unknown> = Promise.resolve();

  constructor(options: ViewerOptions) {
    this.#options = options;
  }

  get isClosed(): boolean {
    return this.#closed !== 'no';
  }

  get consumerCount(): number {
    return this.#consumers.filter(({ closed }) => !closed).length;
  }

  watch(ask: WatchAsk): Promise<WatchOffer> {
    return this.#inTurn(() => this.#watch(ask));
  }

  renew(ask: WatchAsk): Promise<WatchOffer> {
    return this.#inTurn(() => {
      const transport = this.#transport;
      return transport && isUp(transport) ? this.#renew(transport, ask) : this.#watch(ask);
    });
  }

  async restartIce(transportId: string): Promise<IceParameters> {
    this.#assertOpen();
    const transport = this.#transport;
    if (transport?.id !== transportId) throw new AppError('media.not-found');
    return asking(this.#options.ground, () => transport.restartIce());
  }

  close(): void {
    this.#end('closed');
  }

  /** The worker is gone, and everything in it. */
  lose(): void {
    this.#end('worker-died');
  }

  #inTurn(make: () => Promise<WatchOffer>): Promise<WatchOffer> {
    const offered = this.#watching.then(make);
    this.#watching = offered.catch(() => undefined);
    return offered;
  }

  /** What this page is to consume: picture and sound. */
  #wantedBy(rtpCapabilities: types.RtpCapabilities): readonly types.Producer[] {
    this.#assertOpen();
    const { ground, program } = this.#options;
    const producers = program();
    if (!producers) throw new AppError('media.unavailable');
    const wanted = [producers.video, producers.audio];
    const canConsume = wanted.every(({ id }) => ground.router.canConsume({ producerId: id, rtpCapabilities }));
    if (!canConsume) throw new AppError('media.invalid-parameters');
    return wanted;
  }

  async #watch(ask: WatchAsk): Promise<WatchOffer> {
    const { ground } = this.#options;
    const rtpCapabilities = checkCapabilities(ask.rtpCapabilities);
    const dtlsParameters = checkDtls({ ...ask.dtlsParameters, role: ask.dtlsParameters.role ?? 'client' });
    const wanted = this.#wantedBy(rtpCapabilities);

    this.#transport?.close();
    this.#transport = null;
    const transport = await asking(ground, () => createTransport(ground));
    try {
      // The worker answers in order, so the three requests cost one round trip. The consumers run from the start: the worker
      // asks for a key frame when the transport is connected, not before.
      const [, ...consumers] = await asking(ground, () =>
        Promise.all([
          transport.connect({ dtlsParameters }),
          ...wanted.map(({ id }) => transport.consume({ producerId: id, rtpCapabilities })),
        ]),
      );
      this.#assertOpen();
      this.#keep(transport, consumers);
      return { kind: 'fresh', transport: offerOf(transport, ground), consumers: consumers.map(consumerOffer) };
    } catch (error) {
      transport.close();
      throw this.#failureOf(wanted, error);
    }
  }

  /** In the media sections of the former consumers, so that the page keeps its tracks, and with them its player and its clock. */
  async #renew(transport: types.WebRtcTransport, ask: WatchAsk): Promise<WatchOffer> {
    const { ground } = this.#options;
    const rtpCapabilities = checkCapabilities(ask.rtpCapabilities);
    const wanted = this.#wantedBy(rtpCapabilities);
    const former = this.#consumers;
    for (const consumer of former) consumer.close();
    try {
      const consumers = await asking(ground, () =>
        Promise.all(
          wanted.map(({ id, kind }) =>
            transport.consume({ producerId: id, rtpCapabilities, ...sectionOf(former, kind) }),
          ),
        ),
      );
      this.#assertOpen();
      this.#consumers = consumers;
      return { kind: 'renewal', transport: offerOf(transport, ground), consumers: consumers.map(consumerOffer) };
    } catch (error) {
      // One of the two may be there, in a section that the next renewal would give to another.
      transport.close();
      throw this.#failureOf(wanted, error);
    }
  }

  #failureOf(wanted: readonly types.Producer[], error: unknown): unknown {
    if (this.#options.program() !== null && wanted.every(({ closed }) => !closed)) return error;
    return new AppError(this.#closed === 'worker-died' ? 'media.worker-died' : 'media.unavailable', error);
  }

  #keep(transport: types.WebRtcTransport, consumers: readonly types.Consumer[]): void {
    this.#transport = transport;
    this.#consumers = consumers;
    // A page that is gone says so by closing DTLS; its transport never comes back.
    transport.on('dtlsstatechange', (state) => {
      if (state === 'closed' || state === 'failed') transport.close();
    });
  }

  #end(closed: 'closed' | 'worker-died'): void {
    if (this.isClosed) return;
    this.#closed = closed;
    this.#transport?.close();
    this.#options.onClosed(this);
  }

  #assertOpen(): void {
    if (this.#closed === 'closed') throw new AppError('media.not-found');
    if (this.#closed === 'worker-died') throw new AppError('media.worker-died');
  }
}

const sectionOf = (consumers: readonly types.Consumer[], kind: types.MediaKind): { readonly mid?: string } => {
  const mid = consumers.find((consumer) => consumer.kind === kind)?.rtpParameters.mid;
  return mid === undefined ? {} : { mid };
};
