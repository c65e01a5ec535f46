import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { Opened } from '../../shared/protocol/methods.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
import type { Clock } from '../platform/clock.ts';
import { afterFailedTry } from '../platform/retry-policy.ts';
import type { Publisher, PublisherState } from '../publish/publisher.ts';

/** Where this page's program is on its way to the server. Whether the *show* is live is the log's word, not this one. */
export type BroadcastState =
  | { readonly state: 'off' }
  | { readonly state: 'connecting' }
  | { readonly state: 'sending' }
  | { readonly state: 'recovering' }
  | { readonly state: 'failed'; readonly code: ErrorCode };

type Options = {
  /** Opens a publisher of the program in `scope`; its changes arrive at `onState`. */
  readonly publish: (scope: Scope, onState: (state: PublisherState) => void) => Promise<Publisher>;
  readonly startShow: () => Promise<unknown>;
  readonly endShow: () => Promise<unknown>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly log: Log;
};

/** `start`: the host wants to go live, and the show has not started yet. `resume`: the show is on air already. */
type Purpose = 'start' | 'resume';
type Sending = { readonly scope: Scope; purpose: Purpose; publisher: Publisher | null };

const OFF: BroadcastState = { state: 'off' };

/** Sends the program while the show is on air, and goes back on air by itself after a reload or a restart of the server. */
export class Broadcast implements Closable {
  readonly #options: Options;
  readonly #scope: Scope;
  #sending: Sending | null = null;
  /** Settles when every former broadcast has said goodbye. */
  #farewell: Promise<unknown> = Promise.resolve();
  #state = $state.raw<BroadcastState>(OFF);

  constructor(options: Options, scope: Scope) {
    this.#options = options;
    this.#scope = scope;
  }

  get state(): BroadcastState {
    return this.#state;
  }

  get publisher(): Publisher | null {
    return this.#sending?.publisher ?? null;
  }

  /** Publishes the program, then starts the show: viewers never see a live show without a picture. `state` says how it went. */
  async goLive(): Promise<void> {
    if (this.#state.state !== 'off' && this.#state.state !== 'failed') return;
    const sending = this.#begin('start');
    try {
      await this.#publish(sending);
      if (!this.#isCurrent(sending)) return;
      await this.#options.startShow();
      sending.purpose = 'resume';
    } catch (error) {
      await this.#fail(sending, error);
    }
  }

  async end(): Promise<void> {
    const sending = this.#sending;
    await this.#options.endShow();
    // The log has said it first, and meanwhile the host may have gone live again.
    if (this.#sending === sending) await this.#stop();
  }

  /** After the line to the server opened. A fresh session has lost its producers, so the program is published again. */
  async handleOpened(opened: Opened, phase: ShowPhase): Promise<void> {
    const isOnAir = phase === 'live' || phase === 'interrupted';
    if (isOnAir && !this.#sending) return this.#resume();
    if (isOnAir && (opened.session === 'fresh' || this.#state.state === 'failed')) return this.#republish();
    if (!isOnAir && this.#sending?.purpose === 'resume') await this.#stop();
  }

  /** The log says that the show is live. That is news when the answer to the request was lost. */
  async handleStarted(): Promise<void> {
    if (!this.#sending) await this.#resume();
  }

  /** The show ended elsewhere (another page, the server's rule). */
  async handleEnded(): Promise<void> {
    await this.#stop();
  }

  async handleLost(): Promise<void> {
    await this.#republish();
  }

  async close(): Promise<void> {
    await this.#stop();
  }

  async #republish(): Promise<void> {
    const publisher = this.#sending?.publisher;
    if (!publisher) return;
    this.#state = { state: 'recovering' };
    await publisher.republish();
  }

  /** Publishes again and again until it works: viewers wait, and nobody is asked. */
  async #resume(): Promise<void> {
    const sending = this.#begin('resume');
    for (let attempt = 1; this.#isCurrent(sending); attempt += 1) {
      try {
        return await this.#publish(sending);
      } catch (error) {
        const step = error instanceof AppError ? afterFailedTry(error.code, attempt) : null;
        if (step?.next !== 'wait') return this.#fail(sending, error);
        await this.#pause(step.delayMs, sending.scope.signal);
      }
    }
  }

  #begin(purpose: Purpose): Sending {
    this.#dismiss(this.#sending);
    const sending: Sending = { scope: this.#scope.child(), purpose, publisher: null };
    this.#sending = sending;
    this.#state = { state: 'connecting' };
    return sending;
  }

  async #publish(sending: Sending): Promise<void> {
    await this.#farewell;
    const scope = sending.scope.child();
    try {
      sending.publisher = await this.#options.publish(scope, (state) => {
        if (this.#isCurrent(sending) && !scope.isClosed) this.#handleState(state);
      });
    } catch (error) {
      await scope.close();
      throw error;
    }
  }

  #isCurrent(sending: Sending): boolean {
    return this.#sending === sending && !sending.scope.isClosed;
  }

  #handleState(state: PublisherState): void {
    this.#options.log.info({ state }, 'publisher');
    switch (state) {
      case 'connecting':
        return;
      case 'connected':
        this.#state = { state: 'sending' };
        return;
      case 'recovering':
        this.#state = { state: 'recovering' };
        return;
      case 'failed':
        this.#state = { state: 'failed', code: 'media.unavailable' };
    }
  }

  async #fail(sending: Sending, error: unknown): Promise<void> {
    if (!this.#isCurrent(sending)) return;
    this.#dismiss(sending);
    this.#sending = null;
    this.#state = { state: 'failed', code: error instanceof AppError ? error.code : 'server.internal' };
    await this.#farewell;
    if (!(error instanceof AppError)) throw error;
  }

  async #stop(): Promise<void> {
    this.#dismiss(this.#sending);
    this.#sending = null;
    this.#state = OFF;
    await this.#farewell;
  }

  #dismiss(sending: Sending | null): void {
    if (sending) this.#farewell = Promise.all([this.#farewell, sending.scope.close()]);
  }

  /** Ends early when `signal` aborts. */
  async #pause(delayMs: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#options.clock.setTimeout(resolve, delayMs);
    const end = (): void => resolve();
    signal.addEventListener('abort', end);
    await promise;
    this.#options.clock.clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}
