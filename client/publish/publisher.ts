import type { Device, types } from 'mediasoup-client';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import { pageClock, type Clock, type TimerId } from '../platform/clock.ts';
import { startTicker } from '../platform/ticker.ts';
import { TransportKeeper, type TransportPast } from '../platform/transport-keeper.ts';
import type { Recovery } from '../platform/transport-recovery.ts';
import { readHealth, type HealthMemory, type PublisherHealth } from './health.ts';
import { afterFailedTry } from './republish-policy.ts';
import { makeSendDevice } from './send-device.ts';
import { openSending, type PublisherPorts, type Sending } from './sending.ts';

export type { PublisherPorts } from './sending.ts';

export type PublisherState =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'recovering' }
  /** The server answers, but media does not get through to it. The publisher keeps trying. */
  | { readonly state: 'unreachable' }
  /** The server or the browser refuses for a reason that trying again cannot change; `republish` tries nevertheless. */
  | { readonly state: 'failed'; readonly code: ErrorCode };

export type PublisherHandlers = {
  readonly onState: (state: PublisherState) => void;
  /** Once a second while something is sent. */
  readonly onHealth: (health: PublisherHealth) => void;
};

export type PublisherOptions = PublisherPorts &
  PublisherHandlers & { readonly clock?: Clock; readonly makeDevice?: () => Device };

export type Publisher = Closable & {
  /** Sends by a fresh transport, again and again until it works. Resolves when it does, or when it is given up. */
  republish(): Promise<void>;
  setContentHint(hint: 'motion' | 'detail'): void;
  /** The browser says that the network changed: moves the media at once instead of waiting for the old path to fail. */
  handleNetworkChange(): void;
};

const HEALTH_INTERVAL_MS = 1_000;
/** After a transport that media never got through: one that fails at once must not be tried in circles. */
const UNREACHABLE_PAUSE_MS = 1_000;
/** What a try fails with whose transport was given up while the server was still being asked. */
const GIVEN_UP = { connected: 'media.unavailable', 'never-connected': 'media.unreachable' } as const;
/** A page that closes does not wait for the server's word. */
const FAREWELL_TIMEOUT_MS = 2_000;

/**
 * Sends the program until `scope` closes. Resolves when both producers exist on the server, and tells by `onState` whether media
 * gets through to them; fails with an AppError.
 */
export const openPublisher = async (options: PublisherOptions, scope: Scope): Promise<Publisher> => {
  const publisher = scope.use(new ProgramPublisher(options, scope));
  await publisher.publish();
  return publisher;
};

type Attempt = {
  readonly scope: Scope;
  keeper: TransportKeeper | null;
  sending: Sending | null;
  givenUp: TransportPast | null;
};

class ProgramPublisher implements Publisher {
  readonly #options: PublisherOptions;
  readonly #clock: Clock;
  readonly #scope: Scope;
  readonly #device: Device;
  #attempt: Attempt | null = null;
  #memory: HealthMemory | null = null;
  #retry: { readonly timer: TimerId; readonly cancel: () => void } | null = null;
  /** Calls of `republish` so far: the newest one decides. */
  #tries = 0;
  #state: PublisherState['state'] | null = null;
  #isClosed = false;

  constructor(options: PublisherOptions, scope: Scope) {
    this.#options = options;
    this.#clock = options.clock ?? pageClock();
    this.#scope = scope;
    this.#device = (options.makeDevice ?? makeSendDevice)();
    this.setContentHint(options.contentHint);
    scope.use(startTicker(this.#clock, HEALTH_INTERVAL_MS, () => void this.#measure()));
    this.#tell({ state: 'connecting' });
  }

  /** One try. The former attempt's transport is closed: the server closes its own end of it when a new one is opened. */
  async publish(): Promise<void> {
    const former = this.#attempt;
    const attempt: Attempt = { scope: this.#scope.child(), keeper: null, sending: null, givenUp: null };
    this.#attempt = attempt;
    await former?.scope.close();
    try {
      attempt.sending = await openSending(
        {
          device: this.#device,
          ports: this.#options,
          onTransport: (transport) => this.#keep(attempt, transport),
        },
        attempt.scope,
      );
    } catch (error) {
      await attempt.scope.close();
      throw attempt.givenUp === null ? error : new AppError(GIVEN_UP[attempt.givenUp], error);
    }
  }

  republish(): Promise<void> {
    return this.#publishAgain(0);
  }

  setContentHint(hint: 'motion' | 'detail'): void {
    const { video } = this.#options;
    if (video.contentHint !== hint) video.contentHint = hint;
  }

  handleNetworkChange(): void {
    this.#attempt?.keeper?.handleNetworkChange();
  }

  /** Tells the server, so that viewers learn at once that nothing more comes. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#cancelRetry();
    const attempt = this.#attempt;
    await attempt?.scope.close();
    const signal = AbortSignal.timeout(FAREWELL_TIMEOUT_MS);
    const farewells = attempt?.sending?.producerIds.map((id) => this.#options.closeProducer(id, signal)) ?? [];
    await Promise.allSettled(farewells);
  }

  /** The first try begins after `pauseMs`. */
  async #publishAgain(pauseMs: number): Promise<void> {
    this.#tries += 1;
    const tries = this.#tries;
    this.#cancelRetry();
    // That media does not get through is the news until it does, or until something else is in the way.
    if (this.#state !== 'unreachable') this.#tell({ state: 'recovering' });
    let waitMs = pauseMs;
    for (let attempt = 1; ; attempt += 1) {
      if (waitMs > 0 && !(await this.#wait(waitMs))) return;
      try {
        await this.publish();
        return;
      } catch (error) {
        // A newer call or the end of the publisher aborted this one.
        if (this.#isClosed || this.#tries !== tries) return;
        if (!(error instanceof AppError)) throw error;
        const step = afterFailedTry(error.code, attempt);
        if (step.next === 'give-up') return this.#tell({ state: 'failed', code: error.code });
        this.#tell({ state: error.code === 'media.unreachable' ? 'unreachable' : 'recovering' });
        waitMs = step.delayMs;
      }
    }
  }

  #keep(attempt: Attempt, transport: types.Transport): void {
    const keeper = attempt.scope.use(
      new TransportKeeper({
        clock: this.#clock,
        restartIce: async (signal) => {
          const { iceParameters } = await this.#options.restartIce(transport.id, signal);
          signal.throwIfAborted();
          await transport.restartIce({ iceParameters });
        },
        onReplace: (past) => this.#giveUp(attempt, past),
        onPhase: (phase) => this.#tellPhase(phase),
      }),
    );
    attempt.keeper = keeper;
    transport.on('connectionstatechange', (state) => keeper.handleTransport(state));
  }

  #giveUp(attempt: Attempt, past: TransportPast): void {
    attempt.givenUp = past;
    // `publish` is still asking the server, and fails by this.
    if (!attempt.sending) return void attempt.scope.close();
    if (past === 'connected') return void this.republish();
    this.#tell({ state: 'unreachable' });
    void this.#publishAgain(UNREACHABLE_PAUSE_MS);
  }

  #tell(state: PublisherState): void {
    if (this.#state === state.state) return;
    this.#state = state.state;
    this.#options.onState(state);
  }

  #tellPhase(phase: Recovery['phase']): void {
    switch (phase) {
      case 'connected':
        return this.#tell({ state: 'connected' });
      case 'restarting':
        return this.#tell({ state: 'recovering' });
      // A short break is not worth a word, and `republish` tells the end.
      case 'connecting':
      case 'waiting':
      case 'replacing':
        return;
    }
  }

  async #measure(): Promise<void> {
    const transport = this.#attempt?.sending?.transport;
    if (!transport || transport.closed) return;
    const report = await transport.getStats();
    const reading = readHealth(report.values(), this.#memory);
    if (!reading || this.#isClosed) return;
    this.#memory = reading.memory;
    this.#options.onHealth(reading.health);
  }

  /** False when a newer call took over or the publisher closed meanwhile. */
  #wait(delayMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = this.#clock.setTimeout(() => {
        this.#retry = null;
        resolve(true);
      }, delayMs);
      this.#retry = { timer, cancel: () => resolve(false) };
    });
  }

  #cancelRetry(): void {
    const retry = this.#retry;
    this.#retry = null;
    if (!retry) return;
    this.#clock.clearTimeout(retry.timer);
    retry.cancel();
  }
}
