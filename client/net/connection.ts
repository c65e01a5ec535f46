import type { Clock, TimerId } from '../platform/clock.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { CLOSE_CODES } from '../../shared/protocol/frame.ts';
import type { MethodName, MethodParams, MethodResult } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { PageProtocol } from '../../shared/protocol/page-protocol.ts';
import type { Random } from '../../shared/random.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { afterClose, afterRefusedOpening, type NextStep } from './after-close.ts';
import { reconnectDelayMs } from './backoff.ts';
import { addClockSample, CLOCK_SAMPLES, serverOffsetMs, type ClockSample } from './clock-offset.ts';
import { Link, type TickArguments } from './link.ts';
import type { SocketFactory } from './socket.ts';

export type { TickArguments } from './link.ts';

export type Resume = NonNullable<MethodParams<'session.open'>['resume']>;

/**
 * Never gives up, except on refusals that retrying cannot help. `retryAtMs` is on the page's clock; `code` is why the server would
 * not open the line this time, where it said so.
 */
export type ConnectionState =
  | { readonly state: 'connecting' }
  | { readonly state: 'open' }
  | { readonly state: 'waiting'; readonly retryAtMs: number; readonly attempt: number; readonly code?: ErrorCode }
  | { readonly state: 'refused'; readonly code: ErrorCode };

export type ConnectionHandlers = {
  /** Every time that the line opened; comes before `onState` says so. */
  readonly onOpened: (opened: Opened) => void;
  /** In order of `seq`, which may jump, without repetitions; all that this page may know, starting after the last snapshot. */
  readonly onEvent: (logged: LoggedEvent) => void;
  readonly onTick: (...tick: TickArguments) => void;
  readonly onState: (state: ConnectionState) => void;
  /** The measured offset (server's clock minus the page's) settled or changed by a millisecond or more. */
  readonly onClock?: ((serverOffsetMs: number) => void) | undefined;
};

export type ConnectionOptions = ConnectionHandlers & {
  readonly url: string;
  readonly protocol: PageProtocol;
  /**
   * Called for each socket while it connects. A promise lets the socket open while the page still prepares what it will say;
   * it must not reject.
   */
  readonly makeOpenParams: (
    resume: Resume | null,
  ) => MethodParams<'session.open'> | Promise<MethodParams<'session.open'>>;
  readonly clock: Clock;
  readonly random: Random;
  readonly socketFactory: SocketFactory;
  readonly log?: Log | undefined;
};

export type Connection = Closable & {
  /** Fails with `net.unreachable` at once while the line is not open, with `net.timeout` after ten seconds, or as the server says. */
  call<Method extends MethodName>(
    method: Method,
    params: MethodParams<Method>,
    signal?: AbortSignal,
  ): Promise<MethodResult<Method>>;
  /** Server's clock minus the page's; null before the first opening. */
  readonly serverOffsetMs: number | null;
  /** On wake, `online` and `visible`: proves that the socket lives within two seconds, or replaces it. Also ends a wait for the next retry. */
  probe(): void;
};

const CALL_TIMEOUT_MS = 10_000;
/** A socket stays `OPEN` through sleep and network changes although it is dead; people look at the page at this moment. */
const PROBE_TIMEOUT_MS = 2_000;
/** Finds a dead line and follows the clocks' drift; four requests a minute cost nothing. */
const PING_EVERY_MS = 15_000;
/** Sooner at first, each after twice the time: a page that starts is busy, and takes its own delays for the way. */
const FIRST_PING_MS = 1_000;
const PING_TIMEOUT_MS = 5_000;
/** A line that held this long was well: the next loss starts from the shortest wait again. */
const STABLE_AFTER_MS = 10_000;
const TELL_CLOCK_FROM_MS = 1;

/** Opens the page's line to the server and keeps it open until `scope` closes. */
export const openConnection = (options: ConnectionOptions, scope: Scope): Connection =>
  scope.use(new ServerConnection(options));

class ServerConnection implements Connection {
  readonly #options: ConnectionOptions;
  #link: Link | null = null;
  #session: { readonly sessionId: Resume['sessionId']; readonly token: string } | null = null;
  #lastSeq = 0;
  #openedAtMs: number | null = null;
  #attempt = 0;
  #malformedCloses = 0;
  #samples: readonly ClockSample[] = [];
  #toldOffsetMs: number | null = null;
  #retryTimer: TimerId | null = null;
  #pingTimer: TimerId | null = null;
  #isProbing = false;
  #isClosed = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#connect();
  }

  get serverOffsetMs(): number | null {
    return serverOffsetMs(this.#samples);
  }

  call<Method extends MethodName>(
    method: Method,
    params: MethodParams<Method>,
    signal?: AbortSignal,
  ): Promise<MethodResult<Method>> {
    const link = this.#link;
    if (!link?.isOpen) return Promise.reject(new AppError('net.unreachable'));
    return link.call(method, params, { timeoutMs: CALL_TIMEOUT_MS, signal });
  }

  probe(): void {
    if (this.#retryTimer !== null) return this.#retry(0);
    const link = this.#link;
    if (!link) return;
    if (link.isOpen) void this.#probe(link);
    else if (this.#options.clock.now() - link.startedAtMs > PROBE_TIMEOUT_MS) this.#retry(0);
  }

  close(): void {
    this.#isClosed = true;
    this.#dropLink();
  }

  #connect(): void {
    const { url, protocol, makeOpenParams, clock, socketFactory, log, onTick } = this.#options;
    const resume = this.#session && { ...this.#session, seq: this.#lastSeq };
    this.#link = new Link({
      url,
      protocol,
      openParams: makeOpenParams(resume),
      clock,
      socketFactory,
      log,
      onTick,
      onOpened: (opened, sample) => this.#handleOpened(opened, sample),
      onRefused: (error) => this.#follow(afterRefusedOpening(error.code)),
      onEvent: (logged) => this.#handleEvent(logged),
      onClosed: (closeCode) => this.#handleClosed(closeCode),
    });
  }

  #handleOpened(opened: Opened, sample: ClockSample): void {
    this.#session = { sessionId: opened.sessionId, token: opened.resumeToken };
    if (opened.show) this.#lastSeq = opened.show.seq;
    this.#openedAtMs = this.#options.clock.now();
    this.#malformedCloses = 0;
    this.#addSample(sample);
    this.#options.onOpened(opened);
    // A handler may have closed the connection, or found the line replaced.
    if (!this.#link?.isOpen) return;
    this.#options.onState({ state: 'open' });
    void this.#measureClock(this.#link);
    this.#schedulePing(this.#link, FIRST_PING_MS);
  }

  #handleEvent(logged: LoggedEvent): void {
    // A resume overlaps. Numbers jump where a page may not know all of the log; the socket itself loses nothing.
    if (logged.seq <= this.#lastSeq) return;
    this.#lastSeq = logged.seq;
    this.#options.onEvent({ seq: logged.seq, atMs: logged.atMs, event: logged.event });
  }

  #handleClosed(closeCode: number): void {
    this.#malformedCloses = closeCode === CLOSE_CODES.malformed ? this.#malformedCloses + 1 : 0;
    this.#follow(afterClose(closeCode, this.#malformedCloses));
  }

  #follow(step: NextStep): void {
    const { clock, random, onState } = this.#options;
    if (step.next === 'refused') {
      this.#dropLink();
      onState({ state: 'refused', code: step.code });
      return;
    }
    if (this.#openedAtMs !== null && clock.now() - this.#openedAtMs >= STABLE_AFTER_MS) this.#attempt = 0;
    this.#attempt += 1;
    const isPrompt = step.when === 'at-once' && this.#attempt === 1;
    this.#retry(isPrompt ? 0 : reconnectDelayMs(this.#attempt, random()), step.code);
  }

  #retry(delayMs: number, code?: ErrorCode): void {
    this.#dropLink();
    if (this.#isClosed) return;
    const { clock, onState } = this.#options;
    if (delayMs === 0) {
      onState({ state: 'connecting' });
      this.#connect();
      return;
    }
    this.#retryTimer = clock.setTimeout(() => this.#retry(0), delayMs);
    const waiting = { state: 'waiting', retryAtMs: clock.now() + delayMs, attempt: this.#attempt } as const;
    onState(code === undefined ? waiting : { ...waiting, code });
  }

  #dropLink(): void {
    const { clock } = this.#options;
    if (this.#retryTimer !== null) clock.clearTimeout(this.#retryTimer);
    if (this.#pingTimer !== null) clock.clearTimeout(this.#pingTimer);
    this.#retryTimer = null;
    this.#pingTimer = null;
    this.#openedAtMs = null;
    const link = this.#link;
    this.#link = null;
    link?.close();
  }

  async #probe(link: Link): Promise<void> {
    if (this.#isProbing) return;
    this.#isProbing = true;
    try {
      // The page may have slept: what was measured before says nothing about its clock now.
      if (await this.#ping(link, PROBE_TIMEOUT_MS)) {
        this.#samples = this.#samples.slice(-1);
        await this.#measureClock(link);
      }
    } finally {
      this.#isProbing = false;
    }
  }

  async #measureClock(link: Link): Promise<void> {
    while (this.#samples.length < CLOCK_SAMPLES && (await this.#ping(link, PING_TIMEOUT_MS)));
    this.#tellClock();
  }

  #schedulePing(link: Link, inMs: number): void {
    this.#pingTimer = this.#options.clock.setTimeout(() => void this.#keepAlive(link, inMs), inMs);
  }

  async #keepAlive(link: Link, waitedMs: number): Promise<void> {
    await this.#ping(link, PING_TIMEOUT_MS);
    if (this.#link !== link) return;
    this.#tellClock();
    this.#schedulePing(link, Math.min(PING_EVERY_MS, 2 * waitedMs));
  }

  /** Whether the server answered. Silence replaces the line at once: a dead socket never says so itself. */
  async #ping(link: Link, timeoutMs: number): Promise<boolean> {
    const { clock, log } = this.#options;
    if (this.#link !== link || !link.isOpen) return false;
    const sentAtMs = clock.now();
    try {
      const { serverAtMs } = await link.call('clock.ping', {}, { timeoutMs });
      if (this.#link !== link) return false;
      this.#addSample({ sentAtMs, receivedAtMs: clock.now(), serverAtMs });
      return true;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (this.#link !== link) return false;
      log?.warn({ code: error.code }, 'the server did not answer a ping');
      if (error.code === 'net.timeout') this.#retry(0);
      return false;
    }
  }

  #addSample(sample: ClockSample): void {
    this.#samples = addClockSample(this.#samples, sample);
  }

  #tellClock(): void {
    const offsetMs = this.serverOffsetMs;
    if (offsetMs === null) return;
    if (this.#toldOffsetMs !== null && Math.abs(offsetMs - this.#toldOffsetMs) < TELL_CLOCK_FROM_MS) return;
    this.#toldOffsetMs = offsetMs;
    this.#options.onClock?.(offsetMs);
  }
}
