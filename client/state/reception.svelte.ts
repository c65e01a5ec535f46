import { AppError } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { MethodResult } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { WatchAsk, WatchOffer } from '../../shared/protocol/rtp.ts';
import type { Random } from '../../shared/random.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
import { reconnectDelayMs } from '../net/backoff.ts';
import type { Clock, TimerId } from '../platform/clock.ts';
import type { PresentedFrame } from '../watch/capture-clock.ts';
import type { PlaybackFacts } from '../watch/playback.ts';
import type { Preparation } from '../watch/prepare.ts';
import type { Subscriber, SubscriberHandlers, SubscriberState } from '../watch/subscriber.ts';

/** What the page can say about the picture. `stalled` keeps the last frame, dimmed. */
export type Picture = 'none' | 'connecting' | 'playing' | 'stalled' | 'unsupported';

/** Whether media gets through from the server to this page, as far as it was tried; it goes on being tried. */
export type MediaPath = 'open' | 'blocked';

export type Subscribe = (
  preparation: Preparation,
  offer: WatchOffer,
  handlers: SubscriberHandlers,
  scope: Scope,
) => Promise<Subscriber>;

type Options = {
  /** Null where this browser cannot receive WebRTC. */
  readonly preparing: Promise<Preparation | null>;
  readonly subscribe: Subscribe;
  readonly askOffer: (ask: WatchAsk) => Promise<WatchOffer>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<MethodResult<'media.restartIce'>>;
  readonly phase: () => ShowPhase;
  /** Another way of the media begins: what was measured on the former one says nothing about it. */
  readonly onReplaced: () => void;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

type Subscription = {
  readonly scope: Scope;
  subscriber: Subscriber | null;
  hasPlayed: boolean;
  /** The server has told that nothing more comes this way, and will offer another by itself. */
  isLost: boolean;
};

/** The program's media on its way to this page: takes what is offered, and asks again when it breaks. */
export class Reception {
  readonly #options: Options;
  readonly #scope: Scope;
  #subscription: Subscription | null = null;
  #retry: TimerId | null = null;
  /** Breaks in a row, without media in between. */
  #breaks = 0;
  #path = $state.raw<MediaPath>('open');
  #picture = $state.raw<Picture>('none');
  #stream = $state.raw<MediaStream | null>(null);

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    scope.defer(() => this.#cancelRetry());
    void this.#tellUnsupported();
  }

  get picture(): Picture {
    return this.#picture;
  }

  get path(): MediaPath {
    return this.#path;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** What a page that opens its line asks for: nothing where the media has survived the line, or cannot be received. */
  async ask(session: 'first' | 'known'): Promise<WatchAsk | null> {
    const preparation = await this.#options.preparing;
    const received = this.#subscription;
    const keepsMedia = session === 'known' && received?.subscriber?.isAlive === true && !received.isLost;
    return keepsMedia ? null : (preparation?.ask ?? null);
  }

  handleOpened(opened: Opened): void {
    if (opened.watch) void this.receive(opened.watch);
    // The server has forgotten this page with its media, which it was not asked for again.
    else if (opened.session === 'fresh' && this.#subscription) void this.#startOver();
  }

  /** Receives the offered program in place of what was received before; the old picture stays until the new one is there. */
  async receive(offer: WatchOffer): Promise<void> {
    const preparation = await this.#options.preparing;
    if (!preparation) return;
    this.#cancelRetry();
    const former = this.#subscription;
    if (offer.kind === 'renewal') {
      // The server cannot know yet that the way is broken on this side.
      if (former?.subscriber?.isAlive !== true) return this.#startOver();
      return this.#renew(former, former.subscriber, offer);
    }
    const scope = this.#scope.child();
    const subscription: Subscription = { scope, subscriber: null, hasPlayed: false, isLost: false };
    this.#subscription = subscription;
    this.#options.onReplaced();
    if (this.#picture === 'none') this.#picture = 'connecting';
    await this.#open(subscription, preparation, offer);
    await former?.scope.close();
  }

  /** The host's media is gone; the last frame stays until there is an offer. */
  handleLost(): void {
    if (this.#subscription) this.#subscription.isLost = true;
    this.#dim();
  }

  /** The picture moves on this page's screen. */
  handlePlaying(): void {
    if (!this.#subscription) return;
    this.#subscription.hasPlayed = true;
    this.#picture = 'playing';
  }

  handleNetworkChange(): void {
    this.#subscription?.subscriber?.handleNetworkChange();
  }

  watchFrames(video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): Closable | null {
    return this.#subscription?.subscriber?.captureClock(video, onFrame) ?? null;
  }

  /** Null while nothing is received. */
  async stats(): Promise<PlaybackFacts | null> {
    return (await this.#subscription?.subscriber?.stats()) ?? null;
  }

  async stop(): Promise<void> {
    this.#cancelRetry();
    const subscription = this.#subscription;
    this.#subscription = null;
    this.#dim();
    if (this.#picture === 'connecting') this.#picture = 'none';
    await subscription?.scope.close();
  }

  async #tellUnsupported(): Promise<void> {
    if (!(await this.#options.preparing)) this.#picture = 'unsupported';
  }

  async #open(subscription: Subscription, preparation: Preparation, offer: WatchOffer): Promise<void> {
    const { scope } = subscription;
    const handlers: SubscriberHandlers = {
      onState: (state) => this.#handleState(subscription, state),
      restartIce: this.#options.restartIce,
    };
    try {
      subscription.subscriber = await this.#options.subscribe(preparation, offer, handlers, scope);
      if (this.#subscription === subscription) this.#stream = subscription.subscriber.stream;
    } catch (error) {
      if (scope.isClosed) return;
      this.#options.log.error({}, 'cannot receive the program', error);
      this.#handleBreak(subscription);
    }
  }

  async #renew(subscription: Subscription, subscriber: Subscriber, offer: WatchOffer): Promise<void> {
    this.#options.onReplaced();
    subscription.isLost = false;
    try {
      await subscriber.renew(offer);
      if (this.#subscription === subscription) this.#undim(subscription);
    } catch (error) {
      if (subscription.scope.isClosed) return;
      this.#options.log.error({}, 'cannot receive another program', error);
      this.#handleBreak(subscription);
    }
  }

  #handleState(subscription: Subscription, state: SubscriberState): void {
    if (this.#subscription !== subscription) return;
    this.#options.log.info({ state }, 'subscriber');
    switch (state) {
      case 'connecting':
        return;
      case 'connected':
        this.#breaks = 0;
        this.#path = 'open';
        return this.#undim(subscription);
      case 'recovering':
        return this.#dim();
      case 'unreachable':
        // Nothing comes on the way that the server itself has taken down.
        if (!subscription.isLost) this.#path = 'blocked';
        return this.#handleBreak(subscription);
      case 'failed':
        return this.#handleBreak(subscription);
    }
  }

  #dim(): void {
    if (this.#picture === 'playing') this.#picture = 'stalled';
  }

  /** A picture that never played here begins with the video's own word. */
  #undim(subscription: Subscription): void {
    if (this.#picture === 'stalled' && subscription.hasPlayed && !subscription.isLost) this.#picture = 'playing';
  }

  #handleBreak(subscription: Subscription): void {
    if (this.#subscription !== subscription) return;
    this.#breaks += 1;
    if (subscription.isLost) void this.stop();
    else if (this.#breaks === 1) void this.#startOver();
    else void this.stop().then(() => this.#askLater());
  }

  /** What was received cannot come back: asks for a fresh offer. */
  async #startOver(): Promise<void> {
    await this.stop();
    await this.#ask();
  }

  /** While the line is down, its next opening brings an offer; while nothing is on air, a tick does. */
  async #ask(): Promise<void> {
    const preparation = await this.#options.preparing;
    if (!preparation || this.#options.phase() === 'ended') return;
    try {
      await this.receive(await this.#options.askOffer(preparation.ask));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.log.info({ code: error.code }, 'no offer yet');
      this.#breaks += 1;
      if (error.retry !== 'never' && error.code !== 'net.unreachable') this.#askLater();
    }
  }

  #askLater(): void {
    const { clock, random, phase } = this.#options;
    const isRunning = phase() === 'live' || phase() === 'interrupted';
    if (this.#subscription || this.#scope.isClosed || !isRunning) return;
    this.#cancelRetry();
    this.#retry = clock.setTimeout(
      () => {
        this.#retry = null;
        if (!this.#subscription) void this.#ask();
      },
      reconnectDelayMs(Math.max(1, this.#breaks), random()),
    );
  }

  #cancelRetry(): void {
    if (this.#retry !== null) this.#options.clock.clearTimeout(this.#retry);
    this.#retry = null;
  }
}
