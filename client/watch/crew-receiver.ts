import type { ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import { CREW_MEDIA, type CrewProducer, type EncodingChoice } from '../../shared/protocol/crew-media.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import { pageClock, type Clock } from '../platform/clock.ts';
import { sharedDevice, type MakeDevice } from '../platform/sfu-device.ts';
import { SfuPath, type SfuPathState } from '../platform/sfu-path.ts';
import { datesWhatItPlays } from '../platform/support.ts';
import { companionsKey, CrewReception, type ConsumePorts } from './crew-reception.ts';
import { LipSync } from './lip-sync.ts';
import type { SyncMode } from './offer-sdp.ts';
import { NOTHING_PLAYED, readPlayback, type PlaybackFacts, type PlaybackTotals } from './playback.ts';
import { ReceivedLevel } from './received-level.ts';

/** The server's `crew.*` methods that receiving needs, as functions. */
export type CrewReceivePorts = ConsumePorts & {
  readonly openReceive: (signal: AbortSignal) => Promise<MethodResult<'crew.openReceive'>>;
  readonly connect: (params: MethodParams<'crew.connect'>, signal: AbortSignal) => Promise<unknown>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'crew.restartIce'>>;
};

export type CrewReceiverHandlers = {
  /** Of the one transport that brings everything. `idle` before there is anything to receive; `failed` until `reopen`. */
  readonly onState: (state: SfuPathState) => void;
  /** A stream can be shown or heard. Told again with another track when the stream had to be received anew. */
  readonly onTrack: (producer: CrewProducer, track: MediaStreamTrack) => void;
  /** A stream is no longer listed; its track has ended. */
  readonly onGone: (producer: CrewProducer) => void;
  /** A stream that this page cannot receive: trying again does not help. */
  readonly onRefused: (producer: CrewProducer, code: ErrorCode) => void;
};

export type CrewReceiverOptions = CrewReceivePorts &
  CrewReceiverHandlers & {
    readonly clock?: Clock;
    /** Called at most once, when there is something to receive. A page that sends as well gives both the same device. */
    readonly makeDevice?: MakeDevice;
    /** `apart` where the browser dates what it plays: then no picture waits longer for its sound than it must. */
    readonly sync?: SyncMode;
  };

export type CrewReceiver = Closable & {
  /** Receives exactly these from now on: new ones are consumed, others closed. */
  follow(producers: readonly CrewProducer[]): void;
  /** Which encoding of a stream flows, or none. Pictures flow in their `low` encoding, and sound flows, before anything is said. */
  tune(producerId: string, encoding: EncodingChoice, flow: 'on' | 'off'): void;
  /** The server lost the transport: receives everything by a fresh one. */
  reopen(): void;
  /** How loud a stream is now, in dBFS; null while nothing of it comes. */
  levelDb(producerId: string): number | null;
  /** All zero before the first packet of a picture. */
  stats(producerId: string): Promise<PlaybackFacts>;
  /** The browser says that the network changed: moves the media at once instead of waiting for the old path to fail. */
  handleNetworkChange(): void;
};

/** Receives from the people in the studio until `scope` closes. It asks nothing of the server before there is something to receive. */
export const openCrewReceiver = (options: CrewReceiverOptions, scope: Scope): CrewReceiver => {
  const inner = scope.child();
  return scope.use(new TransportCrewReceiver(options, inner));
};

class TransportCrewReceiver implements CrewReceiver {
  readonly #options: CrewReceiverOptions;
  readonly #clock: Clock;
  readonly #sync: SyncMode;
  readonly #path: SfuPath;
  readonly #receptions = new Map<string, CrewReception>();
  readonly #totals = new Map<string, PlaybackTotals | null>();
  readonly #levels = new Map<string, ReceivedLevel>();
  readonly #lipSyncs = new Map<string, LipSync>();

  constructor(options: CrewReceiverOptions, scope: Scope) {
    this.#options = options;
    const { clock = pageClock(), openReceive, connect, restartIce, onState } = options;
    this.#clock = clock;
    this.#sync = options.sync ?? (datesWhatItPlays(globalThis) ? 'apart' : 'joint');
    this.#path = new SfuPath(
      {
        direction: 'receive',
        clock,
        makeDevice: options.makeDevice ?? sharedDevice(),
        open: openReceive,
        connect,
        restartIce,
        riders: () => [...this.#receptions.values()],
        onState,
      },
      scope,
    );
  }

  follow(producers: readonly CrewProducer[]): void {
    const listed = new Set(producers.map(({ producerId }) => producerId));
    for (const [producerId, reception] of this.#receptions) {
      if (!listed.has(producerId)) this.#drop(producerId, reception);
    }
    for (const producer of producers) {
      if (!this.#receptions.has(producer.producerId)) this.#receive(producer);
    }
    if (producers.length > 0) this.#path.start();
  }

  tune(producerId: string, encoding: EncodingChoice, flow: 'on' | 'off'): void {
    this.#receptions.get(producerId)?.tune(encoding, flow);
  }

  reopen(): void {
    this.#path.reopen();
  }

  levelDb(producerId: string): number | null {
    return this.#levels.get(producerId)?.at(this.#clock.now()) ?? null;
  }

  async stats(producerId: string): Promise<PlaybackFacts> {
    const consumer = this.#receptions.get(producerId)?.consumer;
    if (!consumer || consumer.closed) return NOTHING_PLAYED;
    const report = await consumer.getStats();
    const { facts, totals } = readPlayback(report.values(), this.#totals.get(producerId) ?? null);
    if (this.#receptions.has(producerId)) this.#totals.set(producerId, totals);
    return facts;
  }

  handleNetworkChange(): void {
    this.#path.handleNetworkChange();
  }

  async close(): Promise<void> {
    this.follow([]);
    await this.#path.close();
  }

  #receive(producer: CrewProducer): void {
    const { consume, tuneConsumer, closeConsumer, onTrack, onRefused } = this.#options;
    const reception = new CrewReception({
      producer,
      consume,
      tuneConsumer,
      closeConsumer,
      clock: this.#clock,
      sync: this.#sync,
      onConsumer: (consumer) => {
        this.#keepTogether(companionsKey(producer));
        if (consumer.rtpReceiver) this.#levels.set(producer.producerId, new ReceivedLevel(consumer.rtpReceiver));
        onTrack(producer, consumer.track);
      },
      onRefused: (code) => onRefused(producer, code),
    });
    this.#receptions.set(producer.producerId, reception);
    const { carrier } = this.#path;
    if (carrier) void reception.use(carrier);
  }

  #drop(producerId: string, reception: CrewReception): void {
    this.#receptions.delete(producerId);
    this.#totals.delete(producerId);
    this.#levels.delete(producerId);
    reception.close();
    this.#keepTogether(companionsKey(reception.producer));
    this.#options.onGone(reception.producer);
  }

  /** A person's picture and sound, as soon as there are both. */
  #keepTogether(key: string): void {
    this.#lipSyncs.get(key)?.close();
    this.#lipSyncs.delete(key);
    if (this.#sync === 'joint') return;
    const companions = [...this.#receptions.values()].filter(({ producer }) => companionsKey(producer) === key);
    const receiverOf = (kind: 'audio' | 'video'): RTCRtpReceiver | undefined =>
      companions.find(({ producer }) => CREW_MEDIA[producer.media] === kind)?.consumer?.rtpReceiver;
    const [audio, video] = [receiverOf('audio'), receiverOf('video')];
    if (!audio || !video) return;
    this.#lipSyncs.set(key, new LipSync({ audio, video, clock: this.#clock, isHeard: () => true }));
  }
}
