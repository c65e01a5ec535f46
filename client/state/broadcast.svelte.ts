import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { Opened } from '../../shared/protocol/opening.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
import type { Clock } from '../platform/clock.ts';
import { afterFailedTry } from '../platform/retry-policy.ts';
import type { Publisher, PublisherState, SendingFlow } from '../publish/publisher.ts';

/** Where this page's program is on its way to the server. Whether the *show* is live is the log's word, not this one. */
export type BroadcastState =
  | { readonly state: 'off' }
  | { readonly state: 'connecting' }
  | { readonly state: 'sending' }
  | { readonly state: 'recovering' }
  /** The server answers, but media does not get through to it; it is tried again and again. */
  | { readonly state: 'unreachable' }
  /** Nothing is tried any more. */
  | { readonly state: 'failed'; readonly code: ErrorCode };

type Options = {
  /** Opens a publisher of the program in `scope`; its changes arrive at `onState`. */
  readonly publish: (scope: Scope, onState: (state: PublisherState) => void, flow: SendingFlow) => Promise<Publisher>;
  readonly startShow: () => Promise<unknown>;
  readonly endShow: () => Promise<unknown>;
  readonly clock: Pick<Clock, 'setTimeout' | 'clearTimeout'>;
  readonly log: Log;
};

/**
 * `start`: the host wants to go live, and nobody has been told yet. `starting`: the server has been asked to start the show.
 * `resume`: the show is on air already. `stand-by`: it is, from another page, and this one would begin at once in its place.
 */
type Purpose = 'start' | 'starting' | 'resume' | 'stand-by';
type Sending = {
  readonly scope: Scope;
  purpose: Purpose;
  publisher: Publisher | null;
  /** As the host is told, unless this page only stands by. */
  state: BroadcastState;
  /** What keeps media from getting through, by the first word about it; null when nothing does, or when it stopped before. */
  readonly obstacle: PromiseWithResolvers<ErrorCode | null>;
};

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

  /**
   * Publishes the program, and starts the show once media gets through: viewers never see a live show without a picture.
   * `state` says how it went.
   */
  async goLive(): Promise<void> {
    if (this.#state.state !== 'off' && this.#state.state !== 'failed') return;
    const sending = this.#begin('start');
    try {
      await this.#publish(sending);
      const obstacle = await sending.obstacle.promise;
      if (!this.#isCurrent(sending)) return;
      if (obstacle !== null) throw new AppError(obstacle);
      sending.purpose = 'starting';
      await this.#options.startShow();
      sending.purpose = 'resume';
    } catch (error) {
      await this.#fail(sending, error);
    }
  }

  /** The host has changed their mind about going live; a show that is starting already goes on. */
  async cancel(): Promise<void> {
    if (this.#sending?.purpose === 'start') await this.stop();
  }

  /** Goes back on air after the broadcast of a show that is live has failed. */
  async tryAgain(): Promise<void> {
    if (this.#state.state === 'failed') await this.#resume('resume');
  }

  async end(): Promise<void> {
    const sending = this.#sending;
    await this.#options.endShow();
    // The log has said it first, and meanwhile the host may have gone live again.
    if (this.#sending === sending) await this.stop();
  }

  /** After the line to the server opened. A fresh session has lost its producers, so the program is published again. */
  async handleOpened(opened: Opened, phase: ShowPhase): Promise<void> {
    const isOnAir = phase === 'live' || phase === 'interrupted';
    if (this.#sending?.purpose === 'stand-by') {
      if (opened.session === 'resumed' && isOnAir) return this.handleStarted();
      await this.stop();
    }
    if (isOnAir && !this.#sending) return this.#resume('resume');
    if (!isOnAir && this.#sending?.purpose === 'resume') return this.stop();
    if (opened.session === 'fresh' || this.#state.state === 'failed') await this.#republish();
  }

  /**
   * The log says that the show is on air from this page. That is news when the answer to the request was lost, and when another
   * page made the program until now.
   */
  async handleStarted(): Promise<void> {
    const sending = this.#sending;
    if (!sending) return this.#resume('resume');
    if (sending.purpose !== 'stand-by') return;
    sending.purpose = 'resume';
    this.#state = sending.state;
    await sending.publisher?.release();
  }

  /**
   * Connects all that a program needs and sends nothing: this page is then on air at once when its turn comes. What it sent so
   * far ends.
   */
  async standBy(): Promise<void> {
    if (this.#sending?.purpose !== 'stand-by') await this.#resume('stand-by');
  }

  /** Sends nothing more: the show ended elsewhere (another page, the server's rule), or another page makes its program now. */
  async stop(): Promise<void> {
    this.#dismiss(this.#sending);
    this.#sending = null;
    this.#state = OFF;
    await this.#farewell;
  }

  async handleLost(): Promise<void> {
    await this.#republish();
  }

  async close(): Promise<void> {
    await this.stop();
  }

  async #republish(): Promise<void> {
    await this.#sending?.publisher?.republish();
  }

  /** Publishes again and again until it works: viewers wait, and nobody is asked. */
  async #resume(purpose: 'resume' | 'stand-by'): Promise<void> {
    const sending = this.#begin(purpose);
    for (let attempt = 1; this.#isCurrent(sending); attempt += 1) {
      try {
        return await this.#publish(sending);
      } catch (error) {
        const step = error instanceof AppError ? afterFailedTry(error.code, attempt) : null;
        if (step?.next !== 'wait') return this.#fail(sending, error);
        if (error instanceof AppError && error.code === 'media.unreachable')
          this.#tell(sending, { state: 'unreachable' });
        await this.#pause(step.delayMs, sending.scope.signal);
      }
    }
  }

  #begin(purpose: Purpose): Sending {
    this.#dismiss(this.#sending);
    const scope = this.#scope.child();
    const obstacle = Promise.withResolvers<ErrorCode | null>();
    scope.signal.addEventListener('abort', () => obstacle.resolve(null));
    const sending: Sending = { scope, purpose, publisher: null, state: OFF, obstacle };
    this.#sending = sending;
    this.#state = OFF;
    this.#tell(sending, { state: 'connecting' });
    return sending;
  }

  async #publish(sending: Sending): Promise<void> {
    await this.#farewell;
    const scope = sending.scope.child();
    const handleState = (state: PublisherState): void => {
      if (this.#isCurrent(sending) && !scope.isClosed) this.#handleState(sending, state);
    };
    const flow = sending.purpose === 'stand-by' ? 'held' : 'on';
    try {
      sending.publisher = await this.#options.publish(scope, handleState, flow);
      if (flow === 'held' && sending.purpose !== 'stand-by') await sending.publisher.release();
    } catch (error) {
      await scope.close();
      throw error;
    }
  }

  #isCurrent(sending: Sending): boolean {
    return this.#sending === sending && !sending.scope.isClosed;
  }

  #tell(sending: Sending, state: BroadcastState): void {
    sending.state = state;
    if (sending.purpose !== 'stand-by') this.#state = state;
  }

  #handleState(sending: Sending, news: PublisherState): void {
    const { obstacle } = sending;
    this.#options.log.info(news, 'publisher');
    switch (news.state) {
      case 'connecting':
        return;
      case 'connected':
        this.#tell(sending, { state: 'sending' });
        return obstacle.resolve(null);
      case 'recovering':
        return this.#tell(sending, news);
      case 'unreachable':
        this.#tell(sending, news);
        return obstacle.resolve('media.unreachable');
      case 'failed':
        this.#tell(sending, news);
        return obstacle.resolve(news.code);
    }
  }

  async #fail(sending: Sending, error: unknown): Promise<void> {
    if (!this.#isCurrent(sending)) return;
    this.#dismiss(sending);
    this.#sending = null;
    this.#tell(sending, { state: 'failed', code: error instanceof AppError ? error.code : 'server.internal' });
    await this.#farewell;
    if (!(error instanceof AppError)) throw error;
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
