import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { IceParameters } from '../../shared/protocol/rtp.ts';
import type { Clock } from './clock.ts';
import { Pause } from './pause.ts';
import { afterFailedTry } from './retry-policy.ts';
import { TransportKeeper, type TransportPast } from './transport-keeper.ts';
import type { Recovery } from './transport-recovery.ts';

export type SteadyState =
  /** It has not worked yet. */
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'recovering' }
  /** The server answers, but media does not get through to it. It is tried again and again. */
  | { readonly state: 'unreachable' }
  /** Refused for a reason that trying again cannot change; `reopen` tries nevertheless. */
  | { readonly state: 'failed'; readonly code: ErrorCode };

/** What is kept of a transport: mediasoup-client's, as far as its connection goes. */
export type KeptTransport = {
  readonly id: string;
  restartIce(parameters: { iceParameters: IceParameters }): Promise<void>;
  on(event: 'connectionstatechange', listener: (state: RTCPeerConnectionState) => void): unknown;
};

/** One try. What is opened for it belongs to its scope, which closes when the next try begins. */
export type Attempt = {
  readonly scope: Scope;
  /** From when it connects on, the transport must come to work and go on working, or another try takes its place. */
  readonly keep: (transport: KeptTransport) => void;
};

type Options<Open> = {
  readonly clock: Clock;
  readonly open: (attempt: Attempt) => Promise<Open>;
  readonly restartIce: (transportId: string, signal: AbortSignal) => Promise<{ readonly iceParameters: IceParameters }>;
  readonly onState: (state: SteadyState) => void;
};

type Holding<Open> = {
  readonly scope: Scope;
  keeper: TransportKeeper | null;
  open: Open | null;
  givenUp: TransportPast | null;
};

/** After a transport that media never got through: one that fails at once must not be tried in circles. */
const UNREACHABLE_PAUSE_MS = 1_000;
/** What a try fails with whose transport was given up while the server was still being asked. */
const GIVEN_UP = { connected: 'media.unavailable', 'never-connected': 'media.unreachable' } as const;

/** A transport and what runs on it, opened again and again whenever it is lost. */
export class SteadyTransport<Open> implements Closable {
  readonly #options: Options<Open>;
  readonly #scope: Scope;
  readonly #pause: Pause;
  #holding: Holding<Open> | null = null;
  /** Calls of `reopen` so far: the newest one decides. */
  #calls = 0;
  #state: SteadyState['state'] | null = null;
  #hasOpened = false;
  #isClosed = false;

  constructor(options: Options<Open>, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
    this.#pause = new Pause(options.clock);
  }

  /** What the newest try opened; null while it is under way. */
  get current(): Open | null {
    return this.#holding?.open ?? null;
  }

  /** One try. The former one's transport is closed: the server closes its own end of it when a new one is opened. */
  async open(): Promise<void> {
    const former = this.#holding;
    const holding: Holding<Open> = { scope: this.#scope.child(), keeper: null, open: null, givenUp: null };
    this.#holding = holding;
    await former?.scope.close();
    const { scope } = holding;
    try {
      scope.signal.throwIfAborted();
      holding.open = await this.#options.open({ scope, keep: (transport) => this.#keep(holding, transport) });
      scope.signal.throwIfAborted();
      this.#hasOpened = true;
    } catch (error) {
      await scope.close();
      throw holding.givenUp === null ? error : new AppError(GIVEN_UP[holding.givenUp], error);
    }
  }

  /** Opens again and again until it works. Resolves when it does, or when it is given up. */
  reopen(): Promise<void> {
    return this.#reopen(0);
  }

  handleNetworkChange(): void {
    this.#holding?.keeper?.handleNetworkChange();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pause.end();
    await this.#holding?.scope.close();
  }

  /** The first try begins after `pauseMs`. */
  async #reopen(pauseMs: number): Promise<void> {
    this.#calls += 1;
    const call = this.#calls;
    this.#pause.end();
    // That media does not get through is the news until it does, or until something else is in the way.
    if (this.#state !== 'unreachable') this.#tell({ state: this.#hasOpened ? 'recovering' : 'connecting' });
    let waitMs = pauseMs;
    for (let attempt = 1; ; attempt += 1) {
      if (waitMs > 0 && !(await this.#pause.wait(waitMs))) return;
      try {
        await this.open();
        return;
      } catch (error) {
        // A newer call or the end of the scope aborted this one.
        if (this.#isClosed || this.#calls !== call) return;
        if (!(error instanceof AppError)) throw error;
        const step = afterFailedTry(error.code, attempt);
        if (step.next === 'give-up') return this.#tell({ state: 'failed', code: error.code });
        this.#tell({ state: error.code === 'media.unreachable' ? 'unreachable' : 'recovering' });
        waitMs = step.delayMs;
      }
    }
  }

  #giveUp(holding: Holding<Open>, past: TransportPast): void {
    holding.givenUp = past;
    // `open` is still asking the server, and fails by this.
    if (holding.open === null) return void holding.scope.close();
    if (past === 'connected') return void this.reopen();
    this.#tell({ state: 'unreachable' });
    void this.#reopen(UNREACHABLE_PAUSE_MS);
  }

  #tell(state: SteadyState): void {
    if (this.#state === state.state) return;
    this.#state = state.state;
    this.#options.onState(state);
  }

  #keep(holding: Holding<Open>, transport: KeptTransport): void {
    const keeper = holding.scope.use(
      new TransportKeeper({
        clock: this.#options.clock,
        restartIce: async (signal) => {
          const { iceParameters } = await this.#options.restartIce(transport.id, signal);
          signal.throwIfAborted();
          await transport.restartIce({ iceParameters });
        },
        onReplace: (past) => this.#giveUp(holding, past),
        onPhase: (phase) => this.#tellPhase(phase),
      }),
    );
    holding.keeper = keeper;
    transport.on('connectionstatechange', (state) => keeper.handleTransport(state));
  }

  #tellPhase(phase: Recovery['phase']): void {
    switch (phase) {
      case 'connected':
        return this.#tell({ state: 'connected' });
      case 'restarting':
        return this.#tell({ state: 'recovering' });
      // A short break is not worth a word, and `reopen` tells the end.
      case 'connecting':
      case 'waiting':
      case 'replacing':
        return;
    }
  }
}
