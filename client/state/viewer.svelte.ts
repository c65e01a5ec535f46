import { AppError } from '../../shared/errors.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { WatchBoot } from '../../shared/protocol/http.ts';
import type { MethodParams, Opened } from '../../shared/protocol/methods.ts';
import type { WatchOffer } from '../../shared/protocol/rtp.ts';
import { itemAt } from '../../shared/scene/hit.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import { EMPTY_MARKS, enqueueMark, presentFrame, type MarkQueue } from '../../shared/show/mark-queue.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import type { Connection, ConnectionHandlers, Resume, TickArguments } from '../net/connection.ts';
import { LatencyWindow } from '../watch/latency.ts';
import type { Preparation } from '../watch/prepare.ts';
import type { PresentedFrame } from '../watch/capture-clock.ts';
import type { Subscriber, SubscriberHandlers, SubscriberState } from '../watch/subscriber.ts';
import { ShowFeed } from './show-feed.svelte.ts';

/** What the page can say about the picture. `stalled` keeps the last frame, dimmed. */
export type Picture = 'none' | 'connecting' | 'playing' | 'stalled' | 'unsupported';

export type ViewerOptions = {
  readonly boot: WatchBoot;
  /** Gives null where this browser cannot receive WebRTC: the room still works, without a picture. */
  readonly prepare: () => Promise<Preparation | null>;
  readonly connect: (
    makeOpenParams: (resume: Resume | null) => Promise<MethodParams<'session.open'>>,
    handlers: ConnectionHandlers,
  ) => Connection;
  readonly subscribe: (
    preparation: Preparation,
    offer: WatchOffer,
    handlers: SubscriberHandlers,
    scope: Scope,
  ) => Promise<Subscriber>;
  readonly log: Log;
};

type Subscription = { readonly scope: Scope; subscriber: Subscriber | null };

/** How often this page tells the server what it measured. */
const REPORT_INTERVAL_MS = 5_000;
/** How often the latency badge changes: a number that flickers is not read. */
const BADGE_INTERVAL_MS = 1_000;
/**
 * Glass-to-glass delay that is assumed where the browser does not date its frames (Firefox, Safari): between the usual 50 ms on a
 * near line and 300 ms on a far one.
 */
const ASSUMED_LATENCY_MS = 150;

/** One viewer's page: the room's state, the program's picture, and the product card that appears with the frame that shows it. */
export class Viewer {
  readonly feed: ShowFeed;
  readonly #options: ViewerOptions;
  readonly #scope: Scope;
  readonly #connection: Connection;
  readonly #latencies = new LatencyWindow();
  readonly #preparing: Promise<Preparation | null>;
  #subscription: Subscription | null = null;
  #picture = $state.raw<Picture>('none');
  #stream = $state.raw<MediaStream | null>(null);
  #marks = $state.raw<MarkQueue>(EMPTY_MARKS);
  #latencyMs = $state.raw<number | null>(null);
  #hostClockOffsetMs: number | null = null;
  readonly #explained = $derived.by(() => explainedOnScreen(this.feed, this.#marks, this.#picture));

  constructor(options: ViewerOptions, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    this.feed = new ShowFeed(options.boot.show, options.boot.channel);
    this.#acceptMark(options.boot.show.mark);
    // Beside the opening of the socket, not before it: the first picture waits for both.
    this.#preparing = options.prepare();
    void this.#tellUnsupported();
    this.#connection = scope.use(
      options.connect((resume) => this.#openParams(resume), {
        onOpened: (opened) => this.#handleOpened(opened),
        onEvent: (logged) => this.#handleEvent(logged),
        onTick: (...tick) => this.#handleTick(...tick),
        onState: (line) => this.feed.handleLine(line),
      }),
    );
    const report = setInterval(() => void this.#report(), REPORT_INTERVAL_MS);
    const badge = setInterval(() => this.#updateBadge(), BADGE_INTERVAL_MS);
    scope.defer(() => {
      clearInterval(report);
      clearInterval(badge);
    });
  }

  get picture(): Picture {
    return this.#picture;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  /** The product whose card belongs over the picture that is on the screen now. */
  get explained(): ShelfItem | null {
    return this.#explained;
  }

  /** Glass-to-glass, median of the last seconds; null where the browser does not date frames. */
  get latencyMs(): number | null {
    return this.#latencyMs;
  }

  /** Where products are in the picture on the screen, top-most first. */
  get areas(): ProgramMark['areas'] {
    return this.#marks.current?.areas ?? [];
  }

  /** Which product is at a point of the picture on the screen, in fractions of it. */
  itemAt(x: number, y: number): ItemId | null {
    return itemAt(this.areas, x, y);
  }

  /** Dates the frames that `video` presents, so that cards come with their frame. The component that owns `video` closes it. */
  watchFrames(video: HTMLVideoElement): Closable | null {
    return this.#subscription?.subscriber?.captureClock(video, (frame) => this.#handleFrame(frame)) ?? null;
  }

  /** The picture moves on this page's screen. */
  handlePlaying(): void {
    if (this.#subscription) this.#picture = 'playing';
  }

  /** On wake, `online` and `visible`. */
  probe(): void {
    this.#connection.probe();
  }

  handleNetworkChange(): void {
    this.#connection.probe();
    this.#subscription?.subscriber?.handleNetworkChange();
  }

  async #tellUnsupported(): Promise<void> {
    if (!(await this.#preparing)) this.#picture = 'unsupported';
  }

  async #openParams(resume: Resume | null): Promise<MethodParams<'session.open'>> {
    const preparation = await this.#preparing;
    const keepsMedia = resume !== null && this.#subscription?.subscriber?.isAlive === true;
    const watch = keepsMedia ? null : (preparation?.ask ?? null);
    return { as: 'viewer', version: 1, address: this.#options.boot.show.address, resume, watch };
  }

  #handleOpened(opened: Opened): void {
    this.feed.handleOpened(opened);
    this.#hostClockOffsetMs = opened.hostClockOffsetMs;
    if (opened.show) {
      this.#marks = EMPTY_MARKS;
      this.#acceptMark(opened.show.mark);
    }
    if (opened.watch) void this.#subscribe(opened.watch);
    else if (opened.session === 'fresh') void this.#startOver();
  }

  #handleEvent(logged: LoggedEvent): void {
    this.feed.handleEvent(logged);
    const { event } = logged;
    if (event.type === 'program.marked') this.#acceptMark(event.mark);
    if (event.type === 'show.ended') void this.#unsubscribe();
  }

  #handleTick(...[type, data]: TickArguments): void {
    switch (type) {
      case 'watchers.counted':
        return this.feed.handleWatchers(data.watchers);
      case 'watch.offered':
        void this.#subscribe(data);
        return;
      case 'watch.lost':
        if (this.#picture === 'playing') this.#picture = 'stalled';
        return;
      case 'clock.changed':
        this.#hostClockOffsetMs = data.hostClockOffsetMs;
        return;
      case 'latency.measured':
      case 'publish.lost':
        return;
    }
  }

  /** Receives the offered program in place of what was received before; the old picture stays until the new one is there. */
  async #subscribe(offer: WatchOffer): Promise<void> {
    const preparation = await this.#preparing;
    if (!preparation) return;
    const former = this.#subscription;
    const scope = this.#scope.child();
    const subscription: Subscription = { scope, subscriber: null };
    this.#subscription = subscription;
    this.#latencies.clear();
    if (this.#picture === 'none') this.#picture = 'connecting';
    const handlers: SubscriberHandlers = {
      onState: (state) => this.#handleSubscriber(subscription, state),
      restartIce: (transportId, signal) => this.#connection.call('media.restartIce', { transportId }, signal),
    };
    try {
      subscription.subscriber = await this.#options.subscribe(preparation, offer, handlers, scope);
      if (this.#subscription === subscription) this.#stream = subscription.subscriber.stream;
    } catch (error) {
      if (scope.isClosed) return;
      this.#options.log.error({}, 'cannot receive the program', error);
      await this.#askAgain(subscription);
    } finally {
      await former?.scope.close();
    }
  }

  #handleSubscriber(subscription: Subscription, state: SubscriberState): void {
    if (this.#subscription !== subscription) return;
    this.#options.log.info({ state }, 'subscriber');
    if (state === 'recovering' && this.#picture === 'playing') this.#picture = 'stalled';
    if (state === 'connected' && this.#picture === 'stalled') this.#picture = 'playing';
    if (state === 'failed') void this.#askAgain(subscription);
  }

  async #askAgain(subscription: Subscription): Promise<void> {
    if (this.#subscription === subscription) await this.#startOver();
  }

  /**
   * What was received cannot come back (its path failed, or the server has forgotten this page): asks for a fresh offer. While
   * the line is down too, the next opening brings one; while nothing is on air, a tick does.
   */
  async #startOver(): Promise<void> {
    await this.#unsubscribe();
    const preparation = await this.#preparing;
    if (!preparation || this.feed.show?.life.phase === 'ended') return;
    try {
      const { watch } = await this.#connection.call('media.watch', preparation.ask);
      await this.#subscribe(watch);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.log.info({ code: error.code }, 'no offer yet');
    }
  }

  async #unsubscribe(): Promise<void> {
    const subscription = this.#subscription;
    this.#subscription = null;
    if (this.#picture === 'playing') this.#picture = 'stalled';
    if (this.#picture === 'connecting') this.#picture = 'none';
    await subscription?.scope.close();
  }

  #acceptMark(mark: ProgramMark | null): void {
    if (mark) this.#marks = enqueueMark(this.#marks, mark);
  }

  #handleFrame(frame: PresentedFrame): void {
    const hostClockOffsetMs = this.#hostClockOffsetMs;
    const { serverOffsetMs } = this.#connection;
    const capturedAtMs = frame.captureAtMs ?? frame.presentedAtMs - ASSUMED_LATENCY_MS;
    const marks = presentFrame(this.#marks, capturedAtMs);
    if (marks !== this.#marks) this.#marks = marks;
    if (frame.captureAtMs === null || hostClockOffsetMs === null || serverOffsetMs === null) return;
    this.#latencies.add(frame.presentedAtMs + serverOffsetMs - (frame.captureAtMs - hostClockOffsetMs));
  }

  #updateBadge(): void {
    this.#latencyMs = this.#latencies.percentile(0.5);
  }

  async #report(): Promise<void> {
    const subscriber = this.#subscription?.subscriber;
    if (!subscriber || this.feed.line.state !== 'open') return;
    const facts = await subscriber.stats();
    if (!facts) return;
    const { framesPerSecond, freezes, packetsLost } = facts;
    try {
      await this.#connection.call('viewer.report', {
        latencyP50Ms: this.#latencies.percentile(0.5),
        latencyP95Ms: this.#latencies.percentile(0.95),
        framesPerSecond,
        freezes,
        packetsLost,
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#options.log.debug({ code: error.code }, 'report not sent');
    }
  }
}

/**
 * The card belongs to the frame: it is there while the picture on the screen shows the open callout. Without a moving picture
 * there is no frame to wait for, and the log alone decides.
 */
const explainedOnScreen = (feed: ShowFeed, marks: MarkQueue, picture: Picture): ShelfItem | null => {
  const callout = feed.show?.callout;
  if (!callout) return null;
  if (picture !== 'playing') return feed.explained;
  return marks.current?.calloutId === callout.id ? feed.explained : null;
};
