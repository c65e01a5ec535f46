import { AppError } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { MethodResult } from '../../shared/protocol/methods.ts';
import type { WatchOffer } from '../../shared/protocol/rtp.ts';
import { pageClock, type Clock } from '../platform/clock.ts';
import { orAbort } from '../platform/or-abort.ts';
import { TransportKeeper } from '../platform/transport-keeper.ts';
import type { Recovery } from '../platform/transport-recovery.ts';
import { startCaptureClock, type PresentedFrame } from './capture-clock.ts';
import { LipSync } from './lip-sync.ts';
import { NOTHING_PLAYED, readPlayback, type PlaybackFacts, type PlaybackTotals } from './playback.ts';
import type { Preparation } from './prepare.ts';
import { Receiving } from './receiving.ts';

/**
 * `failed`: this offer's transport is given up; ask for a new offer (`media.watch`). `unreachable` is the same of a transport that
 * media never got through. `recovering` keeps the last picture.
 */
export type SubscriberState = 'connecting' | 'connected' | 'recovering' | 'unreachable' | 'failed';

export type SubscriberHandlers = {
  readonly onState: (state: SubscriberState) => void;
  /** `media.restartIce` */
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'media.restartIce'>>;
};

export type SubscriberOptions = SubscriberHandlers & {
  readonly preparation: Preparation;
  readonly offer: WatchOffer;
  readonly clock?: Clock;
};

export type Subscriber = Closable & {
  /** The program's tracks; they live as long as this subscriber. */
  readonly stream: MediaStream;
  /** Whether media can still come without a new offer. */
  readonly isAlive: boolean;
  /**
   * Receives the offered program from now on, in the same tracks. Only for renewals on this subscriber's transport; fails as
   * `openSubscriber` does.
   */
  renew(offer: WatchOffer): Promise<void>;
  /** Dates the frames that `video` presents; whether `video` is muted decides whether the picture waits for late sound. */
  captureClock(video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): Closable;
  /** All zero before the first packet of video. */
  stats(): Promise<PlaybackFacts>;
  /** The browser says that the network changed: moves the media at once instead of waiting for the old path to fail. */
  handleNetworkChange(): void;
};

/** Receives the program of one offer until `scope` closes. Fails with `media.invalid-parameters` for an offer that this browser cannot take. */
export const openSubscriber = async (options: SubscriberOptions, scope: Scope): Promise<Subscriber> => {
  scope.signal.throwIfAborted();
  const subscriber = scope.use(new OfferSubscriber(options));
  await orAbort(subscriber.receive(), scope.signal, () => undefined);
  return subscriber;
};

class OfferSubscriber implements Subscriber {
  readonly #options: SubscriberOptions;
  readonly #receiving: Receiving;
  readonly #keeper: TransportKeeper;
  #stream: MediaStream;
  #videoReceiver: RTCRtpReceiver | null = null;
  #lipSync: LipSync | null = null;
  #player: HTMLVideoElement | null = null;
  #totals: PlaybackTotals | null = null;
  #isClosed = false;

  constructor(options: SubscriberOptions) {
    this.#options = options;
    const { preparation, offer } = options;
    const { browser, certificate } = preparation;
    this.#stream = browser.makeStream([]);
    this.#keeper = new TransportKeeper({
      clock: options.clock ?? pageClock(),
      restartIce: (signal) => this.#restartIce(signal),
      onReplace: (past) => options.onState(past === 'connected' ? 'failed' : 'unreachable'),
      onPhase: (phase) => this.#tellPhase(phase),
    });
    this.#receiving = new Receiving({
      // The server is connected to this certificate already.
      peer: browser.openPeer({
        certificates: [certificate],
        iceServers: offer.transport.iceServers,
        bundlePolicy: 'max-bundle',
        rtcpMuxPolicy: 'require',
      }),
      offer,
      sync: browser.sync,
      onState: (state) => this.#keeper.handleTransport(state),
    });
  }

  get stream(): MediaStream {
    return this.#stream;
  }

  get isAlive(): boolean {
    return !this.#isClosed && this.#keeper.phase !== 'replacing';
  }

  async receive(): Promise<void> {
    const receivers = await orInvalid(this.#receiving.receive());
    const tracks = receivers.map((receiver) => receiver.track);
    const video = receivers.find((receiver) => receiver.track.kind === 'video') ?? null;
    const audio = receivers.find((receiver) => receiver.track.kind === 'audio') ?? null;
    if (video) playSoon(video);
    if (audio && video && !this.#isClosed) this.#keepTogether(audio, video);
    this.#videoReceiver = video;
    this.#stream = this.#options.preparation.browser.makeStream(tracks);
  }

  async renew(offer: WatchOffer): Promise<void> {
    // Other streams count from zero.
    this.#totals = null;
    await orInvalid(this.#receiving.renew(offer));
  }

  captureClock(video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): Closable {
    this.#player = video;
    return startCaptureClock({
      video,
      receiver: this.#videoReceiver,
      timeOriginMs: performance.timeOrigin,
      onFrame,
    });
  }

  async stats(): Promise<PlaybackFacts> {
    if (!this.#videoReceiver || this.#isClosed) return NOTHING_PLAYED;
    const report = await this.#videoReceiver.getStats();
    const { facts, totals } = readPlayback(report.values(), this.#totals);
    this.#totals = totals;
    return facts;
  }

  handleNetworkChange(): void {
    this.#keeper.handleNetworkChange();
  }

  close(): void {
    this.#isClosed = true;
    this.#lipSync?.close();
    this.#keeper.close();
    this.#receiving.close();
  }

  #keepTogether(audio: RTCRtpReceiver, video: RTCRtpReceiver): void {
    const { preparation, clock = pageClock() } = this.#options;
    const isHeard = (): boolean => this.#player?.muted === false;
    if (preparation.browser.sync === 'apart') this.#lipSync = new LipSync({ audio, video, clock, isHeard });
  }

  async #restartIce(signal: AbortSignal): Promise<void> {
    const { restartIce, offer } = this.#options;
    const { iceParameters } = await restartIce(offer.transport.id, signal);
    signal.throwIfAborted();
    await this.#receiving.restartIce(iceParameters);
  }

  #tellPhase(phase: Recovery['phase']): void {
    switch (phase) {
      case 'connected':
        return this.#options.onState('connected');
      case 'restarting':
        return this.#options.onState('recovering');
      // A short break is not worth a word, and `onReplace` tells the end.
      case 'connecting':
      case 'waiting':
      case 'replacing':
        return;
    }
  }
}

/** What a browser refuses of an offer is the offer's fault. */
const orInvalid = async <Value>(taking: Promise<Value>): Promise<Value> => {
  try {
    return await taking;
  } catch (error) {
    throw new AppError('media.invalid-parameters', error);
  }
};

/** Shows each frame as soon as it is whole. On sound the same would cut words, so sound keeps the browser's own delay. */
const playSoon = (receiver: RTCRtpReceiver): void => {
  if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = 0;
};
