import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Closable, Scope } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { Opened } from '../../shared/protocol/methods.ts';
import type { ShowPhase } from '../../shared/show/state.ts';
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
  /** Sends the newest mark again: those from before the show was live were not kept. */
  readonly onSending: () => void;
  readonly log: Log;
};

const OFF: BroadcastState = { state: 'off' };

/** Sends the program while the show is on air, and goes back on air by itself after a reload or a restart of the server. */
export class Broadcast implements Closable {
  readonly #options: Options;
  readonly #scope: Scope;
  #sending: { readonly scope: Scope; publisher: Publisher | null } | null = null;
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

  /** Publishes the program, then starts the show: viewers never see a live show without a picture. */
  async goLive(): Promise<void> {
    if (this.#state.state !== 'off' && this.#state.state !== 'failed') return;
    await this.#send(async () => {
      await this.#options.startShow();
    });
  }

  async end(): Promise<void> {
    await this.#options.endShow();
    await this.#stop();
  }

  /** After the line to the server opened. A fresh session has lost its producers, so the program is published again. */
  async handleOpened(opened: Opened, phase: ShowPhase): Promise<void> {
    const isOnAir = phase === 'live' || phase === 'interrupted';
    if (!isOnAir) return this.#stop();
    if (!this.#sending) return this.#send();
    if (opened.session === 'fresh') await this.#republish();
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

  async #send(afterwards: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const sending: { scope: Scope; publisher: Publisher | null } = { scope: this.#scope.child(), publisher: null };
    this.#sending = sending;
    this.#state = { state: 'connecting' };
    try {
      sending.publisher = await this.#options.publish(sending.scope, (state) => this.#handleState(sending, state));
      await afterwards();
      this.#options.onSending();
    } catch (error) {
      if (this.#sending !== sending) return;
      await this.#stop();
      this.#state = { state: 'failed', code: error instanceof AppError ? error.code : 'server.internal' };
      if (!(error instanceof AppError)) throw error;
    }
  }

  #handleState(sending: { readonly scope: Scope }, state: PublisherState): void {
    if (this.#sending?.scope !== sending.scope) return;
    this.#options.log.info({ state }, 'publisher');
    switch (state) {
      case 'connecting':
        return;
      case 'connected':
        this.#state = { state: 'sending' };
        return;
      case 'recovering':
      case 'failed':
        this.#state = { state: 'recovering' };
    }
  }

  async #stop(): Promise<void> {
    const sending = this.#sending;
    this.#sending = null;
    this.#state = OFF;
    await sending?.scope.close();
  }
}
