import { AppError } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { IceParameters } from '../../shared/protocol/rtp.ts';
import type { Clock } from './clock.ts';
import { Pause } from './pause.ts';
import { afterFailedTry } from './retry-policy.ts';
import { TransportKeeper } from './transport-keeper.ts';
import type { Recovery } from './transport-recovery.ts';

/** `failed`: refused for a reason that trying again cannot change. */
export type SteadyState = 'connected' | 'recovering' | 'failed';

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

type Holding<Open> = { readonly scope: Scope; keeper: TransportKeeper | null; open: Open | null };

/** A transport and what runs on it, opened again and again whenever it is lost. */
export class SteadyTransport<Open> implements Closable {
  readonly #options: Options<Open>;
  readonly #scope: Scope;
  readonly #pause: Pause;
  #holding: Holding<Open> | null = null;
  /** Calls of `reopen` so far: the newest one decides. */
  #calls = 0;
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
    const holding: Holding<Open> = { scope: this.#scope.child(), keeper: null, open: null };
    this.#holding = holding;
    await former?.scope.close();
    const { scope } = holding;
    try {
      scope.signal.throwIfAborted();
      holding.open = await this.#options.open({ scope, keep: (transport) => this.#keep(holding, transport) });
      scope.signal.throwIfAborted();
    } catch (error) {
      await scope.close();
      // The transport failed while the server was still being asked.
      throw holding.keeper?.phase === 'replacing' ? new AppError('media.unavailable', error) : error;
    }
  }

  /** Opens again and again until it works. Resolves when it does, or when it is given up. */
  async reopen(): Promise<void> {
    this.#calls += 1;
    const call = this.#calls;
    this.#pause.end();
    this.#options.onState('recovering');
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.open();
        return;
      } catch (error) {
        // A newer call or the end of the scope aborted this one.
        if (this.#isClosed || this.#calls !== call) return;
        if (!(error instanceof AppError)) throw error;
        const step = afterFailedTry(error.code, attempt);
        if (step.next === 'give-up') return this.#options.onState('failed');
        if (!(await this.#pause.wait(step.delayMs))) return;
      }
    }
  }

  handleNetworkChange(): void {
    this.#holding?.keeper?.handleNetworkChange();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#pause.end();
    await this.#holding?.scope.close();
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
        onReplace: () => void (holding.open ? this.reopen() : holding.scope.close()),
        onPhase: (phase) => this.#tellPhase(phase),
      }),
    );
    holding.keeper = keeper;
    transport.on('connectionstatechange', (state) => keeper.handleTransport(state));
  }

  #tellPhase(phase: Recovery['phase']): void {
    switch (phase) {
      case 'connected':
        return this.#options.onState('connected');
      case 'restarting':
        return this.#options.onState('recovering');
      // A short break is not worth a word, and `reopen` tells the end.
      case 'connecting':
      case 'waiting':
      case 'replacing':
        return;
    }
  }
}
