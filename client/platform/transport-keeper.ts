import { AppError } from '../../shared/errors.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Clock, TimerId } from './clock.ts';
import {
  decideRecovery,
  startRecovery,
  type Recovery,
  type RecoveryNews,
  type RecoveryStep,
} from './transport-recovery.ts';

/** What a transport that is given up has been: one that media went through, or one that it never got through. */
export type TransportPast = 'connected' | 'never-connected';

type Options = {
  readonly clock: Clock;
  /** Asks the server for new ICE parameters and gives them to the transport. */
  readonly restartIce: (signal: AbortSignal) => Promise<void>;
  /** Called once, when this transport is given up. */
  readonly onReplace: (past: TransportPast) => void;
  readonly onPhase: (phase: Recovery['phase']) => void;
};

/** Carries out what `decideRecovery` decides for one transport, until closed or replaced. */
export class TransportKeeper implements Closable {
  readonly #options: Options;
  readonly #controller = new AbortController();
  #recovery: Recovery;
  #past: TransportPast = 'never-connected';
  #timer: TimerId | null = null;

  constructor(options: Options) {
    this.#options = options;
    const step = startRecovery(options.clock.now());
    this.#recovery = step.recovery;
    this.#schedule(step.checkAtMs);
  }

  get phase(): Recovery['phase'] {
    return this.#recovery.phase;
  }

  handleTransport(state: RTCPeerConnectionState): void {
    this.#handle({ type: 'transport', state });
  }

  handleNetworkChange(): void {
    this.#handle({ type: 'network-changed' });
  }

  close(): void {
    this.#controller.abort();
    this.#schedule(null);
  }

  #handle(news: RecoveryNews): void {
    if (this.#controller.signal.aborted) return;
    const before = this.#recovery.phase;
    const step = decideRecovery(this.#recovery, news, this.#options.clock.now());
    this.#recovery = step.recovery;
    if (step.recovery.phase === 'connected') this.#past = 'connected';
    this.#schedule(step.checkAtMs);
    if (step.recovery.phase !== before) this.#options.onPhase(step.recovery.phase);
    this.#act(step.action);
  }

  #act(action: RecoveryStep['action']): void {
    switch (action) {
      case 'none':
        return;
      case 'restart-ice':
        void this.#restartIce();
        return;
      case 'replace':
        this.close();
        this.#options.onReplace(this.#past);
    }
  }

  async #restartIce(): Promise<void> {
    const { signal } = this.#controller;
    try {
      await this.#options.restartIce(signal);
    } catch (error) {
      if (signal.aborted) return;
      const isUnheard = error instanceof AppError && (error.code === 'net.unreachable' || error.code === 'net.timeout');
      this.#handle({ type: 'restart-failed', reason: isUnheard ? 'unreachable' : 'refused' });
    }
  }

  #schedule(checkAtMs: number | null): void {
    const { clock } = this.#options;
    if (this.#timer !== null) clock.clearTimeout(this.#timer);
    this.#timer =
      checkAtMs === null
        ? null
        : clock.setTimeout(() => this.#handle({ type: 'time-passed' }), checkAtMs - clock.now());
  }
}
