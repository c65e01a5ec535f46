import type { ErrorCode } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { PersonQuality } from '../../shared/show/participant.ts';
import type { PublisherHealth } from './health.ts';

/** The server's `crew.*` methods that sending needs, as functions. */
export type CrewSendPorts = {
  readonly openSend: (signal: AbortSignal) => Promise<MethodResult<'crew.openSend'>>;
  readonly connect: (params: MethodParams<'crew.connect'>, signal: AbortSignal) => Promise<unknown>;
  readonly produce: (
    params: MethodParams<'crew.produce'>,
    signal: AbortSignal,
  ) => Promise<MethodResult<'crew.produce'>>;
  readonly closeProducer: (producerId: string, signal: AbortSignal) => Promise<unknown>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'crew.restartIce'>>;
};

/**
 * The one transport that carries everything. `idle` before there is anything to send. `failed`: the server or the browser
 * refuses for a reason that trying again cannot change; `republish` tries nevertheless.
 */
export type CrewPathState = 'idle' | 'connecting' | 'connected' | 'recovering' | 'failed';

/** What becomes of one kind of media. `held`: there is a track, and by `setFlow` or a low quality nothing of it is sent. */
export type MediaSending =
  { readonly state: 'off' | 'starting' | 'sending' | 'held' } | { readonly state: 'failed'; readonly code: ErrorCode };

export type CrewSenderHandlers = {
  readonly onState: (state: CrewPathState) => void;
  readonly onMedia: (media: CrewMedia, sending: MediaSending) => void;
  /** Once a second while a picture is sent: the largest one. */
  readonly onHealth: (health: PublisherHealth) => void;
};

export type CrewSender = Closable & {
  /**
   * What is sent of `media` from now on; null ends it. Another track takes the former one's place without a gap. Tracks stay
   * the caller's: they are never stopped here, and one that has ended is as good as none.
   */
  send(media: CrewMedia, track: MediaStreamTrack | null): void;
  /** `off` lets nothing out, from this call on, and stays so over every new transport until `on`. */
  setFlow(media: CrewMedia, flow: 'on' | 'off'): void;
  /** `low` sends the small encoding of the camera only, `audio-only` nothing of it. */
  setQuality(quality: PersonQuality): void;
  /** The server lost the transport: sends everything by a fresh one. */
  republish(): void;
  /** The browser says that the network changed: moves the media at once instead of waiting for the old path to fail. */
  handleNetworkChange(): void;
};
