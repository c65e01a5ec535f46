import { AppError } from '../../shared/errors.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { WatchBoot } from '../../shared/protocol/watch-boot.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { ChatSelf } from '../../shared/protocol/chat-self.ts';
import type { HoldCard } from '../../shared/show/hold.ts';
import type { Notice } from '../../shared/protocol/notice.ts';
import type { Random } from '../../shared/random.ts';
import { itemAt } from '../../shared/scene/hit.ts';
import { applyPublic } from '../../shared/show/apply-public.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import { EMPTY_MARKS, enqueueMark, presentFrame, type MarkQueue } from '../../shared/show/mark-queue.ts';
import type { ProgramMark } from '../../shared/show/state.ts';
import type { Connection, ConnectionHandlers, Resume, TickArguments } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import type { PresentedFrame } from '../watch/capture-clock.ts';
import { LatencyWindow } from '../watch/latency.ts';
import type { Preparation } from '../watch/prepare.ts';
import type { ChatWire } from './chat-wire.ts';
import type { Chat } from './chat.svelte.ts';
import type { Purchases, PurchasesLine } from './purchases.svelte.ts';
import { Reception, type MediaPath, type Picture, type Subscribe } from './reception.svelte.ts';
import { Notices } from './notices.ts';
import { repeat } from './repeat.ts';
import { ShowFeed } from './show-feed.svelte.ts';

export type ViewerOptions = {
  readonly boot: WatchBoot;
  /** Gives null where this browser cannot receive WebRTC: the room still works, without a picture. */
  readonly prepare: () => Promise<Preparation | null>;
  readonly connect: (
    makeOpenParams: (resume: Resume | null) => Promise<MethodParams<'session.open'>>,
    handlers: ConnectionHandlers,
    scope: Scope,
  ) => Connection;
  readonly subscribe: Subscribe;
  /** What buying takes is not worth a millisecond of the first picture: it is loaded beside it. */
  readonly loadPurchases: () => Promise<(line: PurchasesLine) => Purchases>;
  /** The same goes for the chat. */
  readonly loadChat: () => Promise<(wire: ChatWire) => Chat>;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
};

/** How often this page tells the server what it measured. */
const REPORT_INTERVAL_MS = 5_000;
/** How often the latency badge changes: a number that flickers is not read. */
const BADGE_INTERVAL_MS = 1_000;
/**
 * Glass-to-glass delay that is assumed where the browser does not date its frames (Firefox, Safari): between the usual 50 ms on a
 * near line and 300 ms on a far one.
 */
const ASSUMED_LATENCY_MS = 150;
/** How long the card of who comes in the middle waits for the picture: it would hop into its place under a finger. */
const FIRST_PICTURE_MS = 4_000;

/** One viewer's page: the room's state, the program's picture, and the product card that appears with the frame that shows it. */
export class Viewer {
  readonly feed: ShowFeed;
  readonly #options: ViewerOptions;
  readonly #connection: Connection;
  readonly #reception: Reception;
  readonly #notices: Notices;
  readonly #latencies = new LatencyWindow();
  #marks = $state.raw<MarkQueue>(EMPTY_MARKS);
  #latencyMs = $state.raw<number | null>(null);
  #purchases = $state.raw<Purchases | null>(null);
  #chat = $state.raw<Chat | null>(null);
  #chatSelf: ChatSelf | null = null;
  #holds: readonly HoldCard[] = [];
  #hostClockOffsetMs: number | null = null;
  #awaited = $state.raw<readonly ItemId[]>([]);
  #beginning = $state.raw<'now' | 'over'>('now');
  readonly #explained = $derived.by(() => this.#explainedOnScreen());

  constructor(options: ViewerOptions, scope: Scope) {
    this.#options = options;
    const { clock, boot } = options;
    this.feed = new ShowFeed(applyPublic, boot.show, boot.channel);
    this.#showMark(boot.show.mark);
    // The preparation runs beside the opening of the socket, not before it: the first picture waits for both.
    this.#reception = this.#makeReception(options.prepare(), scope);
    this.#connection = options.connect(
      (resume) => this.#openParams(resume),
      {
        onOpened: (opened) => this.#handleOpened(opened),
        onEvent: (logged) => this.#handleEvent(logged),
        onTick: (...tick) => this.#handleTick(...tick),
        onState: (line) => this.feed.handleLine(line),
      },
      scope,
    );
    this.#notices = scope.use(new Notices({ feed: this.feed, call: this.#call, clock, log: options.log }));
    const timer = clock.setTimeout(() => (this.#beginning = 'over'), FIRST_PICTURE_MS);
    scope.defer(() => clock.clearTimeout(timer));
    void this.#openPurchases(scope);
    void this.#openChat(scope);
    scope.use(repeat(clock, REPORT_INTERVAL_MS, () => void this.#report()));
    scope.use(repeat(clock, BADGE_INTERVAL_MS, () => this.#updateBadge()));
  }

  /** Null until it is loaded. */
  get purchases(): Purchases | null {
    return this.#purchases;
  }

  /** Null until it is loaded. */
  get chat(): Chat | null {
    return this.#chat;
  }

  get picture(): Picture {
    return this.#reception.picture;
  }

  get path(): MediaPath {
    return this.#reception.path;
  }

  get stream(): MediaStream | null {
    return this.#reception.stream;
  }

  /** The product whose card belongs over the picture that is on the screen now. */
  get explained(): ShelfItem | null {
    return this.#explained;
  }

  /** Whether somebody is in line for a product. */
  isAwaited(itemId: ItemId): boolean {
    return this.#awaited.includes(itemId);
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
    return this.#reception.watchFrames(video, (frame) => this.#handleFrame(frame));
  }

  /** The person has seen a product's card, or pressed it. */
  notice(kind: Notice['kind'], itemId: ItemId): void {
    this.#notices.add(kind, itemId);
  }

  /** The picture moves on this page's screen. */
  handlePlaying(): void {
    this.#reception.handlePlaying();
  }

  /** The server's clock, in epoch milliseconds. */
  serverNowMs(): number {
    return this.#options.clock.now() + (this.#connection.serverOffsetMs ?? 0);
  }

  /** On wake, `online` and `visible`. */
  probe(): void {
    this.#connection.probe();
  }

  handleNetworkChange(): void {
    this.#connection.probe();
    this.#reception.handleNetworkChange();
  }

  async #openPurchases(scope: Scope): Promise<void> {
    const { boot, loadPurchases } = this.#options;
    const open = await loadPurchases();
    if (scope.isClosed) return;
    const serverOffsetMs = (): number | null => this.#connection.serverOffsetMs;
    this.#purchases = scope.use(open({ address: boot.show.address, call: this.#call, serverOffsetMs }));
    this.#purchases.handleHolds(this.#holds);
  }

  readonly #call: Connection['call'] = (method, params, signal) => this.#connection.call(method, params, signal);

  async #openChat(scope: Scope): Promise<void> {
    const open = await this.#options.loadChat();
    if (scope.isClosed) return;
    this.#chat = scope.use(open({ feed: this.feed, call: this.#call }));
    if (this.#chatSelf) this.#chat.handleSelf(this.#chatSelf);
  }

  #makeReception(preparing: Promise<Preparation | null>, scope: Scope): Reception {
    const { subscribe, clock, random, log } = this.#options;
    return new Reception(
      {
        ...{ preparing, subscribe, clock, random, log },
        askOffer: async (ask) => (await this.#connection.call('media.watch', ask, scope.signal)).watch,
        restartIce: (transportId, signal) => this.#connection.call('media.restartIce', { transportId }, signal),
        phase: () => this.feed.show?.life.phase ?? 'draft',
        onReplaced: () => this.#latencies.clear(),
      },
      scope,
    );
  }

  async #openParams(resume: Resume | null): Promise<MethodParams<'session.open'>> {
    const watch = await this.#reception.ask(resume ? 'known' : 'first');
    return { as: 'viewer', version: PROTOCOL_VERSION, address: this.#options.boot.show.address, resume, watch };
  }

  #handleOpened(opened: Opened): void {
    this.feed.handleOpened(opened);
    this.#hostClockOffsetMs = opened.hostClockOffsetMs;
    if (opened.show) this.#showMark(opened.show.mark);
    this.#reception.handleOpened(opened);
  }

  #handleEvent(logged: LoggedEvent): void {
    this.feed.handleEvent(logged);
    const { event } = logged;
    if (event.type === 'program.marked') this.#showMark(event.mark);
    if (event.type !== 'show.ended') return;
    this.#showMark(null);
    void this.#reception.stop();
  }

  #handleTick(...[type, data]: TickArguments): void {
    switch (type) {
      case 'watchers.counted':
        return this.feed.handleWatchers(data.watchers);
      case 'stock.counted':
        this.#awaited = data.items.flatMap(({ itemId, isAwaited }) => (isAwaited ? itemId : []));
        return this.feed.handleStock(data.items);
      case 'holds.changed':
        this.#holds = data.holds;
        return this.#purchases?.handleHolds(data.holds);
      case 'watch.offered':
        void this.#reception.receive(data);
        return;
      case 'watch.lost':
        return this.#reception.handleLost();
      case 'clock.changed':
        this.#hostClockOffsetMs = data.hostClockOffsetMs;
        return;
      case 'chat.self':
        this.#chatSelf = data;
        return this.#chat?.handleSelf(data);
      case 'reactions.counted':
        return this.#chat?.reactions.handleCounted(data);
      case 'sales.counted':
      case 'latency.measured':
      case 'publish.lost':
      case 'crew.producers':
      case 'crew.lost':
        return;
    }
  }

  /** From its frame on; what is on the screen stays until then. */
  #showMark(mark: ProgramMark | null): void {
    this.#marks = mark ? enqueueMark(this.#marks, mark) : EMPTY_MARKS;
  }

  #handleFrame({ captureAtMs, presentedAtMs }: PresentedFrame): void {
    const { serverOffsetMs } = this.#connection;
    const hostClockOffsetMs = this.#hostClockOffsetMs;
    // Marks are on the host's clock, which may be far from this page's.
    const hostNowMs = presentedAtMs + (serverOffsetMs ?? 0) + (hostClockOffsetMs ?? 0);
    const marks = presentFrame(this.#marks, captureAtMs ?? hostNowMs - ASSUMED_LATENCY_MS);
    if (marks !== this.#marks) this.#marks = marks;
    if (captureAtMs === null || hostClockOffsetMs === null || serverOffsetMs === null) return;
    this.#latencies.add(hostNowMs - captureAtMs);
  }

  /**
   * The card belongs to the frame: it is there while the picture on the screen shows the open callout. Without a moving picture
   * there is no frame to wait for, and the log alone decides, except in the moment before the first.
   */
  #explainedOnScreen(): ShelfItem | null {
    const { show, explained } = this.feed;
    if (!show?.callout) return null;
    const { picture } = this;
    if (picture === 'playing') return this.#marks.current?.calloutId === show.callout.id ? explained : null;
    const isComing = (picture === 'none' || picture === 'connecting') && this.path === 'open';
    return isComing && this.#beginning === 'now' && show.life.phase === 'live' ? null : explained;
  }

  #updateBadge(): void {
    this.#latencyMs = this.#latencies.percentile(0.5);
  }

  async #report(): Promise<void> {
    if (this.feed.line.state !== 'open') return;
    const facts = await this.#reception.stats();
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
