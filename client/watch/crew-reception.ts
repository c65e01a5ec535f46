import type { types } from 'mediasoup-client';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import {
  CREW_MEDIA,
  type CrewMedia,
  type CrewProducer,
  type EncodingChoice,
} from '../../shared/protocol/crew-media.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { Clock } from '../platform/clock.ts';
import { receivableCapabilities } from '../platform/sfu-device.ts';
import type { Carrier, Rider } from '../platform/sfu-path.ts';
import { Stepper } from '../platform/stepper.ts';
import type { SyncMode } from './offer-sdp.ts';

/** What a server does for one stream: `crew.consume` and what follows it, as functions. */
export type ConsumePorts = {
  readonly consume: (
    params: MethodParams<'crew.consume'>,
    signal: AbortSignal,
  ) => Promise<MethodResult<'crew.consume'>>;
  readonly tuneConsumer: (params: MethodParams<'crew.tuneConsumer'>, signal: AbortSignal) => Promise<unknown>;
  readonly closeConsumer: (consumerId: string, signal: AbortSignal) => Promise<unknown>;
};

type Options = ConsumePorts & {
  readonly producer: CrewProducer;
  readonly clock: Clock;
  readonly sync: SyncMode;
  /** The former consumer, if any, is of no use any more. */
  readonly onConsumer: (consumer: types.Consumer) => void;
  readonly onRefused: (code: ErrorCode) => void;
};

type Tuning = { readonly encoding: EncodingChoice; readonly flow: 'on' | 'off' };
type Step = () => Promise<unknown>;

/** A consumer that nobody waits for any more is closed without waiting for the word of the server. */
const FAREWELL_TIMEOUT_MS = 2_000;

/** One stream of somebody in the studio: received while it is listed, in the encoding that is wanted. */
export class CrewReception implements Closable, Rider {
  readonly #options: Options;
  readonly #stepper: Stepper;
  #wanted: Tuning = { encoding: 'low', flow: 'on' };
  #tuned: Tuning | null = null;
  #carrier: Carrier | null = null;
  #consumer: types.Consumer | null = null;
  #isRefused = false;

  constructor(options: Options) {
    this.#options = options;
    this.#stepper = new Stepper({
      clock: options.clock,
      next: () => this.#nextStep(),
      onChange: () => undefined,
      onRefused: (code) => {
        this.#isRefused = true;
        options.onRefused(code);
      },
    });
  }

  get producer(): CrewProducer {
    return this.#options.producer;
  }

  get consumer(): types.Consumer | null {
    return this.#consumer;
  }

  tune(encoding: EncodingChoice, flow: 'on' | 'off'): void {
    this.#wanted = { encoding, flow };
    void this.#stepper.follow();
  }

  use(carrier: Carrier): Promise<void> {
    this.#carrier = carrier;
    this.#isRefused = false;
    return this.#stepper.follow();
  }

  leave(): void {
    this.#carrier = null;
    this.#consumer = null;
    this.#tuned = null;
    this.#stepper.leave();
  }

  /** The stream is no longer listed, or not wanted. */
  close(): void {
    const consumer = this.#consumer;
    this.leave();
    if (!consumer) return;
    consumer.close();
    this.#dismiss(consumer.id);
  }

  #nextStep(): Step | null {
    const carrier = this.#carrier;
    if (!carrier || this.#isRefused) return null;
    const consumer = this.#consumer;
    if (!consumer) return () => this.#consume(carrier);
    const { encoding, flow } = this.#wanted;
    const isTuned = this.#tuned?.flow === flow && (consumer.kind === 'audio' || this.#tuned.encoding === encoding);
    return isTuned ? null : () => this.#tune(consumer.id, carrier);
  }

  async #consume(carrier: Carrier): Promise<void> {
    const { producer, consume, sync, onConsumer } = this.#options;
    const { transport, device, signal } = carrier;
    const rtpCapabilities = receivableCapabilities(device);
    const { consumer: offer } = await consume({ producerId: producer.producerId, rtpCapabilities }, signal);
    // Nobody but this page knows that it is not wanted any more.
    if (this.#carrier !== carrier) return this.#dismiss(offer.id);
    try {
      const consumer = await transport.consume({
        ...(offer as types.ConsumerOptions),
        streamId: streamIdOf(producer, sync),
      });
      if (this.#carrier !== carrier) {
        consumer.close();
        return this.#dismiss(offer.id);
      }
      showSoon(consumer);
      this.#consumer = consumer;
      // Sound flows from the beginning; pictures wait to be tuned.
      this.#tuned = { encoding: 'low', flow: consumer.kind === 'audio' ? 'on' : 'off' };
      onConsumer(consumer);
    } catch (error) {
      this.#dismiss(offer.id);
      throw new AppError('media.invalid-parameters', error);
    }
  }

  async #tune(consumerId: string, { signal }: Carrier): Promise<void> {
    const wanted = this.#wanted;
    await this.#options.tuneConsumer({ consumerId, ...wanted }, signal);
    if (this.#consumer?.id === consumerId) this.#tuned = wanted;
  }

  #dismiss(consumerId: string): void {
    // Most often the server has closed it already, because it is no longer allowed or there.
    this.#options.closeConsumer(consumerId, AbortSignal.timeout(FAREWELL_TIMEOUT_MS)).catch(() => undefined);
  }
}

/** What is heard with a picture. */
const COMPANIONS: Readonly<Record<CrewMedia, string>> = {
  camera: 'person',
  microphone: 'person',
  screen: 'screen',
  'screen-sound': 'screen',
  return: 'program',
  bus: 'program',
  talkback: 'talkback',
};

/** Streams that belong to one person's picture and sound; browsers hold the earlier one back where they are one. */
export const companionsKey = ({ participantId, media }: CrewProducer): string =>
  `${participantId}-${COMPANIONS[media]}`;

const streamIdOf = (producer: CrewProducer, sync: SyncMode): string =>
  sync === 'joint' ? companionsKey(producer) : `${companionsKey(producer)}-${CREW_MEDIA[producer.media]}`;

/** Shows each frame as soon as it is whole. On sound the same would cut words, so sound keeps the browser's own delay. */
const showSoon = ({ kind, rtpReceiver }: types.Consumer): void => {
  if (kind === 'video' && rtpReceiver && 'jitterBufferTarget' in rtpReceiver) rtpReceiver.jitterBufferTarget = 0;
};
