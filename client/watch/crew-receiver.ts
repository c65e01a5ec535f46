import type { ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { CrewProducer, EncodingChoice } from '../../shared/protocol/crew-media.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { PlaybackFacts } from './playback.ts';

/** The server's `crew.*` methods that receiving needs, as functions. */
export type CrewReceivePorts = {
  readonly openReceive: (signal: AbortSignal) => Promise<MethodResult<'crew.openReceive'>>;
  readonly connect: (params: MethodParams<'crew.connect'>, signal: AbortSignal) => Promise<unknown>;
  readonly consume: (
    params: MethodParams<'crew.consume'>,
    signal: AbortSignal,
  ) => Promise<MethodResult<'crew.consume'>>;
  readonly tuneConsumer: (params: MethodParams<'crew.tuneConsumer'>, signal: AbortSignal) => Promise<unknown>;
  readonly closeConsumer: (consumerId: string, signal: AbortSignal) => Promise<unknown>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'crew.restartIce'>>;
};

/** The one transport that brings everything. `idle` before there is anything to receive. */
export type CrewReceiveState = 'idle' | 'connecting' | 'connected' | 'recovering' | 'failed';

export type CrewReceiverHandlers = {
  readonly onState: (state: CrewReceiveState) => void;
  /** A stream can be shown or heard. Told again with another track when the stream had to be received anew. */
  readonly onTrack: (producer: CrewProducer, track: MediaStreamTrack) => void;
  /** A stream is no longer listed; its track has ended. Told only of what `onTrack` told of. */
  readonly onGone: (producer: CrewProducer) => void;
  /** A stream that this page cannot receive: trying again does not help. */
  readonly onRefused: (producer: CrewProducer, code: ErrorCode) => void;
};

export type CrewReceiver = Closable & {
  /** Receives exactly these from now on: new ones are consumed, others closed. */
  follow(producers: readonly CrewProducer[]): void;
  /** Which encoding of a stream flows, or none. Pictures flow in their `low` encoding, sound flows, before anything is said. */
  tune(producerId: string, encoding: EncodingChoice, flow: 'on' | 'off'): void;
  /** The server lost the transport: receives everything by a fresh one. */
  reopen(): void;
  /** How loud a stream is now, in dBFS; null while nothing of it comes. */
  levelDb(producerId: string): number | null;
  /** All zero before the first packet of a picture. */
  stats(producerId: string): Promise<PlaybackFacts>;
  handleNetworkChange(): void;
};
