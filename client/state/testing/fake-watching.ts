import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { assert } from '../../../shared/invariant.ts';
import type { Closable, Scope } from '../../../shared/lifetime.ts';
import type { WatchOffer } from '../../../shared/protocol/rtp.ts';
import type { PresentedFrame } from '../../watch/capture-clock.ts';
import type { PlaybackFacts } from '../../watch/playback.ts';
import { NOTHING_PLAYED } from '../../watch/playback.ts';
import type { Subscriber, SubscriberHandlers, SubscriberState } from '../../watch/subscriber.ts';
import type { Subscribe } from '../reception.svelte.ts';
import { settle } from './settle.ts';

/** A subscriber that receives nothing: its frames are those that the test presents. */
export class FakeSubscriber implements Subscriber {
  readonly stream = new MediaStream();
  /** What was taken: the first, and what renewed it. */
  readonly offers: WatchOffer[];
  readonly handlers: SubscriberHandlers;
  facts: PlaybackFacts = NOTHING_PLAYED;
  isAlive = true;
  isClosed = false;
  networkChanges = 0;
  /** Whether the browser takes what it is offered next. */
  takes: 'everything' | 'nothing' = 'everything';
  #onFrame: ((frame: PresentedFrame) => void) | null = null;

  constructor(offer: WatchOffer, handlers: SubscriberHandlers) {
    this.offers = [offer];
    this.handlers = handlers;
  }

  renew(offer: WatchOffer): Promise<void> {
    if (this.takes === 'nothing') return Promise.reject(new AppError('media.invalid-parameters'));
    this.offers.push(offer);
    return Promise.resolve();
  }

  captureClock(_video: HTMLVideoElement, onFrame: (frame: PresentedFrame) => void): Closable {
    this.#onFrame = onFrame;
    return { close: () => (this.#onFrame = null) };
  }

  /** A frame is on the screen. */
  present(frame: Pick<PresentedFrame, 'captureAtMs' | 'presentedAtMs'>): void {
    assert(this.#onFrame, 'somebody watches the frames');
    this.#onFrame({ widthPx: 1280, heightPx: 720, ...frame });
  }

  stats(): Promise<PlaybackFacts> {
    return Promise.resolve(this.facts);
  }

  handleNetworkChange(): void {
    this.networkChanges += 1;
  }

  close(): void {
    this.isClosed = true;
    this.isAlive = false;
  }
}

/** One try to receive an offer, which the test answers. */
export type Subscribing = {
  readonly subscriber: FakeSubscriber;
  succeed(): Promise<FakeSubscriber>;
  fail(error: ErrorCode): Promise<void>;
  state(state: SubscriberState): Promise<void>;
};

/** The watch engine as a test drives it. */
export class FakeWatching {
  readonly tries: Subscribing[] = [];

  get newest(): Subscribing {
    const newest = this.tries.at(-1);
    assert(newest, 'an offer was taken');
    return newest;
  }

  readonly subscribe: Subscribe = (_preparation, offer, handlers, scope: Scope) => {
    const subscriber = scope.use(new FakeSubscriber(offer, handlers));
    const { promise, resolve, reject } = Promise.withResolvers<Subscriber>();
    this.tries.push({
      subscriber,
      succeed: async () => {
        resolve(subscriber);
        await settle();
        return subscriber;
      },
      fail: async (code) => {
        reject(new AppError(code));
        await settle();
      },
      state: async (state) => {
        if (state === 'failed' || state === 'unreachable') subscriber.isAlive = false;
        handlers.onState(state);
        await settle();
      },
    });
    scope.signal.addEventListener('abort', () => reject(scope.signal.reason as Error));
    return promise;
  };
}
