import type { Scope } from '../../shared/lifetime.ts';
import { PROTOCOL_VERSION } from '../../shared/protocol/frame.ts';
import type { MethodParams } from '../../shared/protocol/methods.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import { applyTold } from '../../shared/show/apply-told.ts';
import { HOST, type StudioActor } from '../../shared/show/actor.ts';
import { makerOf } from '../../shared/show/crew.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ProgramMark, ShowPhase } from '../../shared/show/state.ts';
import type { Connection, ConnectionState, TickArguments } from '../net/connection.ts';
import type { Attempts } from './attempts.ts';
import { ShowFeed } from './show-feed.svelte.ts';
import type { StudioOptions } from './studio-options.ts';

type Claim = Extract<MethodParams<'session.open'>, { as: 'studio' }>['claim'];
type Line = { readonly scope: Scope; readonly connection: Connection };

/** Each comes after the feed knows it. */
export type LineHandlers = {
  readonly onOpened: (opened: Opened) => void;
  readonly onEvent: (logged: LoggedEvent) => void;
  readonly onTick: (...tick: TickArguments) => void;
  /** The server will not have this page any more. */
  readonly onRefused: () => void;
};

type Options = Pick<StudioOptions, 'showId' | 'connect'> &
  LineHandlers & {
    readonly as: StudioOptions['as'] | 'desk';
    readonly attempts: Attempts;
  };

/** The line of a page that controls the show: what it tells of the show, and what the page tells back without being asked. */
export class StudioLine {
  readonly feed = new ShowFeed(applyTold);
  readonly #options: Options;
  readonly #scope: Scope;
  #line: Line;
  #newestMark: ProgramMark | null = null;
  #isTakingOver = false;
  #serverOffsetMs = $state.raw(0);
  #self = $state.raw<StudioActor | null>(null);

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    if (options.as === 'studio') this.#self = HOST;
    this.#scope = scope;
    this.#line = this.#open('ask');
  }

  get phase(): ShowPhase {
    return this.feed.show?.life.phase ?? 'draft';
  }

  /** Whose page this is; null before a seat's line has opened for the first time. */
  get self(): StudioActor | null {
    return this.#self;
  }

  /** Whether the program is this page's to make; before anything is known, it is the host's. */
  get makesProgram(): boolean {
    const crew = this.feed.show?.crew;
    return crew ? makerOf(crew) === this.#self?.participantId : this.#options.as === 'studio';
  }

  /** Whether the show is on air, as far as this page has a part in it: not one that the server would not have. */
  get isOnAir(): boolean {
    if (this.feed.refusal !== null) return false;
    return this.phase === 'live' || this.phase === 'interrupted';
  }

  /** Server's clock minus the page's, as far as it is known. */
  get serverOffsetMs(): number {
    return this.#serverOffsetMs;
  }

  readonly call: Connection['call'] = (method, params, signal) => this.#line.connection.call(method, params, signal);

  probe(): void {
    this.#line.connection.probe();
  }

  /** Viewers' cards and clicks follow `mark`; off air it waits for the show. */
  handleMark(mark: ProgramMark): void {
    this.#newestMark = mark;
    this.#sendMark();
  }

  /** Replaces the page that holds this show elsewhere; `prepare` is done while neither page holds it. */
  async takeOver(prepare: () => Promise<void>): Promise<void> {
    if (this.#isTakingOver) return;
    this.#isTakingOver = true;
    try {
      await this.#line.scope.close();
      await prepare();
      if (this.#scope.isClosed) return;
      this.feed.handleLine({ state: 'connecting' });
      this.#line = this.#open('take-over');
    } finally {
      this.#isTakingOver = false;
    }
  }

  #open(firstClaim: Claim): Line {
    const scope = this.#scope.child();
    const { as, showId, connect } = this.#options;
    let claim = firstClaim;
    const connection = connect(
      (resume) => {
        const params = { version: PROTOCOL_VERSION, showId, resume } as const;
        // The newest page of a seat has the person, without being asked.
        return as === 'studio' ? { as, ...params, claim } : { as, ...params };
      },
      {
        onOpened: (opened) => {
          // The host asked for it once: a page that took over while this one was away keeps the show.
          claim = 'ask';
          this.#handleOpened(opened);
        },
        onEvent: (logged) => this.#handleEvent(logged),
        onTick: (...tick) => this.#handleTick(...tick),
        onState: (state) => this.#handleState(state),
        onClock: (serverOffsetMs) => this.#tellClock(serverOffsetMs),
      },
      scope,
    );
    return { scope, connection };
  }

  #handleOpened(opened: Opened): void {
    this.#self = opened.self ?? this.#self;
    this.feed.handleOpened(opened);
    this.#sendMark();
    this.#options.onOpened(opened);
  }

  #handleState(state: ConnectionState): void {
    this.feed.handleLine(state);
    if (state.state === 'refused') this.#options.onRefused();
    const offsetMs = state.state === 'open' ? this.#line.connection.serverOffsetMs : null;
    if (offsetMs !== null) this.#tellClock(offsetMs);
  }

  #handleEvent(logged: LoggedEvent): void {
    this.feed.handleEvent(logged);
    const { type } = logged.event;
    if (type === 'show.started' || type === 'show.resumed') this.#sendMark();
    if (type === 'production.handedOver') this.#handleHandover();
    this.#options.onEvent(logged);
  }

  #handleTick(...tick: TickArguments): void {
    const [type, data] = tick;
    if (type === 'watchers.counted') this.feed.handleWatchers(data.watchers);
    if (type === 'stock.counted') this.feed.handleStock(data.items);
    this.#options.onTick(...tick);
  }

  /** Viewers date frames by the clock of the page that makes them. */
  #handleHandover(): void {
    this.#tellClock(this.#serverOffsetMs);
    this.#sendMark();
  }

  /** Quietly: a mark that does not arrive is sent again when the line is back. */
  #sendMark(): void {
    const mark = this.#newestMark;
    if (mark && this.isOnAir && this.makesProgram)
      void this.#options.attempts.ask(() => this.call('program.mark', { mark }));
  }

  #tellClock(serverOffsetMs: number): void {
    this.#serverOffsetMs = serverOffsetMs;
    if (!this.makesProgram) return;
    void this.#options.attempts.ask(() => this.call('studio.clock', { offsetMs: -serverOffsetMs }));
  }
}
