import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { DemoOutcome } from '../../shared/protocol/checkout.ts';
import type { EndpointResult } from '../../shared/protocol/http.ts';
import type { CallEndpoint } from './lobby.svelte.ts';

export type CheckoutState =
  | { readonly state: 'looking' }
  | { readonly state: 'failed'; readonly code: ErrorCode }
  | { readonly state: 'open'; readonly checkout: EndpointResult<'lookAtCheckout'> }
  | { readonly state: 'playing'; readonly checkout: EndpointResult<'lookAtCheckout'> }
  | { readonly state: 'played'; readonly outcome: DemoOutcome };

/** The demo provider's page: one checkout, and what is done with it. */
export class DemoCheckout {
  readonly #call: CallEndpoint;
  readonly #token: string;
  readonly #signal: AbortSignal;
  #state = $state.raw<CheckoutState>({ state: 'looking' });

  constructor(call: CallEndpoint, token: string, signal: AbortSignal) {
    this.#call = call;
    this.#token = token;
    this.#signal = signal;
  }

  get state(): CheckoutState {
    return this.#state;
  }

  /** Looks (again) what there is to pay. */
  async look(): Promise<void> {
    this.#state = { state: 'looking' };
    await this.#try(async () => {
      const checkout = await this.#call('lookAtCheckout', { token: this.#token }, this.#signal);
      this.#state = { state: 'open', checkout };
    });
  }

  /** Once, however often it is pressed. */
  async play(outcome: DemoOutcome): Promise<void> {
    if (this.#state.state !== 'open') return;
    this.#state = { state: 'playing', checkout: this.#state.checkout };
    await this.#try(async () => {
      await this.#call('playCheckout', { token: this.#token, outcome }, this.#signal);
      this.#state = { state: 'played', outcome };
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.#state = { state: 'failed', code: error.code };
    }
  }
}
