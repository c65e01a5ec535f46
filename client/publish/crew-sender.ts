import * as v from 'valibot';
import { assert } from '../../shared/invariant.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import { CrewMedia } from '../../shared/protocol/crew-media.ts';
import type { MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import { RtpParameters } from '../../shared/protocol/rtp.ts';
import type { PersonQuality } from '../../shared/show/participant.ts';
import { pageClock, type Clock } from '../platform/clock.ts';
import { asSent, sharedDevice, type MakeDevice } from '../platform/sfu-device.ts';
import { SfuPath, type Carrier, type SfuPathState } from '../platform/sfu-path.ts';
import { startTicker } from '../platform/ticker.ts';
import type { CrewProfile } from './crew-encodings.ts';
import { CrewSlot, type MediaSending } from './crew-slot.ts';
import { readHealth, type HealthMemory, type PublisherHealth } from './health.ts';

export type { CrewProfile } from './crew-encodings.ts';
export type { MediaSending } from './crew-slot.ts';

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
export type CrewPathState = SfuPathState;

export type CrewSenderHandlers = {
  readonly onState: (state: CrewPathState) => void;
  readonly onMedia: (media: CrewMedia, sending: MediaSending) => void;
  /** Once a second while a picture is sent: the largest one. */
  readonly onHealth: (health: PublisherHealth) => void;
};

export type CrewSenderOptions = CrewSendPorts &
  CrewSenderHandlers & {
    readonly profile: CrewProfile;
    readonly clock?: Clock;
    /** Called at most once, when there is something to send. A page that receives as well gives both the same device. */
    readonly makeDevice?: MakeDevice;
  };

export type CrewSender = Closable & {
  /**
   * What is sent of `media` from now on; null ends it. Another track takes the former one's place without a gap. Tracks stay
   * the caller's: they are never stopped here, and of one that has ended nothing is sent.
   */
  send(media: CrewMedia, track: MediaStreamTrack | null): void;
  /** `off` lets nothing out, from this call on, and stays so over every new transport until `on`. */
  setFlow(media: CrewMedia, flow: 'on' | 'off'): void;
  /** `low` sends the small encoding of the camera only, `audio-only` nothing of it. */
  setQuality(quality: PersonQuality): void;
  /** What the server has of this page's streams. One that it closed is told as `media.stopped`, until another track is sent. */
  confirm(producerIds: readonly string[]): void;
  /** The server lost the transport: sends everything by a fresh one. */
  republish(): void;
  /** The browser says that the network changed: moves the media at once instead of waiting for the old path to fail. */
  handleNetworkChange(): void;
};

const HEALTH_INTERVAL_MS = 1_000;
/** A page that closes does not wait for the server's word. */
const FAREWELL_TIMEOUT_MS = 2_000;

/** Sends to the people in the studio until `scope` closes. It asks nothing of the server before there is something to send. */
export const openCrewSender = (options: CrewSenderOptions, scope: Scope): CrewSender => {
  // The transport's scope is made first, so that it closes last: the farewell needs to know what was sent.
  const inner = scope.child();
  return scope.use(new TransportCrewSender(options, inner));
};

class TransportCrewSender implements CrewSender {
  readonly #options: CrewSenderOptions;
  readonly #path: SfuPath;
  readonly #slots: ReadonlyMap<CrewMedia, CrewSlot>;
  #memory: HealthMemory | null = null;
  #cameraFlow: 'on' | 'off' = 'on';
  #quality: PersonQuality = 'auto';
  #isClosed = false;

  constructor(options: CrewSenderOptions, scope: Scope) {
    this.#options = options;
    const { clock = pageClock(), profile, closeProducer, openSend, connect, restartIce, onMedia, onState } = options;
    this.#slots = new Map(
      CrewMedia.options.map((media) => {
        const onSending = (sending: MediaSending): void => onMedia(media, sending);
        return [media, new CrewSlot({ media, profile, clock, closeProducer, onSending })];
      }),
    );
    this.#path = new SfuPath(
      {
        direction: 'send',
        clock,
        makeDevice: options.makeDevice ?? sharedDevice(),
        open: openSend,
        connect,
        restartIce,
        riders: () => [...this.#slots.values()],
        onTransport: (carrier) => this.#answerTransport(carrier),
        onState,
      },
      scope,
    );
    scope.use(startTicker(clock, HEALTH_INTERVAL_MS, () => void this.#measure()));
  }

  send(media: CrewMedia, track: MediaStreamTrack | null): void {
    if (this.#isClosed) return;
    this.#slot(media).send(track);
    if (track) this.#path.start();
  }

  setFlow(media: CrewMedia, flow: 'on' | 'off'): void {
    if (media === 'camera') this.#cameraFlow = flow;
    this.#slot(media).setFlow(media === 'camera' ? this.#wantedCameraFlow() : flow);
  }

  setQuality(quality: PersonQuality): void {
    this.#quality = quality;
    const camera = this.#slot('camera');
    camera.limit(quality === 'low' ? 'low' : 'all');
    camera.setFlow(this.#wantedCameraFlow());
  }

  republish(): void {
    this.#path.reopen();
  }

  confirm(producerIds: readonly string[]): void {
    for (const slot of this.#slots.values()) slot.confirm(producerIds);
  }

  handleNetworkChange(): void {
    this.#path.handleNetworkChange();
  }

  /** Tells the server, so that the others learn at once that nothing more comes. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const producerIds = [...this.#slots.values()].flatMap((slot) => slot.producerIds);
    for (const slot of this.#slots.values()) slot.close();
    await this.#path.close();
    const signal = AbortSignal.timeout(FAREWELL_TIMEOUT_MS);
    await Promise.allSettled(producerIds.map((id) => this.#options.closeProducer(id, signal)));
  }

  #slot(media: CrewMedia): CrewSlot {
    const slot = this.#slots.get(media);
    assert(slot, 'every kind of media has its slot');
    return slot;
  }

  #wantedCameraFlow(): 'on' | 'off' {
    return this.#quality === 'audio-only' ? 'off' : this.#cameraFlow;
  }

  #answerTransport({ transport, signal }: Carrier): void {
    transport.on('produce', ({ rtpParameters, appData }, produced, failed) => {
      const { media } = v.parse(SlotData, appData);
      const params = { transportId: transport.id, media, rtpParameters: v.parse(RtpParameters, asSent(rtpParameters)) };
      this.#options.produce(params, signal).then(({ producerId }) => produced({ id: producerId }), failed);
    });
  }

  async #measure(): Promise<void> {
    const transport = this.#path.carrier?.transport;
    if (!transport || transport.closed) return;
    const report = await transport.getStats();
    const reading = readHealth(report.values(), this.#memory);
    if (!reading || this.#isClosed) return;
    this.#memory = reading.memory;
    this.#options.onHealth(reading.health);
  }
}

/** What a slot tells with its producer. */
const SlotData = v.object({ media: CrewMedia });
