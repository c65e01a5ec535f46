import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import { PushSubscription } from '../../shared/protocol/push.ts';
import type { PushPlace } from '../platform/push-place.ts';
import { keep, readKept, type TextStore } from '../platform/text-store.ts';
import type { CallEndpoint } from './lobby.svelte.ts';

type Options = {
  readonly handle: string;
  /** What the server is known by at push services. */
  readonly key: string;
  readonly place: PushPlace;
  readonly call: CallEndpoint;
  /** Remembers that this browser follows the channel. */
  readonly store: TextStore | null;
};

/** `blocked`: the browser's settings forbid it. */
type Standing = 'off' | 'on' | 'busy' | 'blocked' | 'failed';

const Kept = v.nullable(v.literal('on'));

/** Whether this browser is told when a channel goes live. */
export class Reminder {
  readonly #options: Options;
  readonly #signal: AbortSignal;
  #standing = $state.raw<Standing>('off');

  constructor(options: Options, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    const { place, store } = options;
    if (place.permission() === 'blocked') this.#standing = 'blocked';
    else if (place.permission() === 'granted' && readKept(store, this.#storeKey, Kept) === 'on') this.#standing = 'on';
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Within a press: the browser asks the person now. */
  async follow(): Promise<void> {
    const { place, key, handle, call } = this.#options;
    await this.#try(async () => {
      const subscription = v.safeParse(PushSubscription, await place.subscribe(key));
      if (!subscription.success) return place.permission() === 'blocked' ? 'blocked' : 'failed';
      await call('follow', { handle, subscription: subscription.output }, this.#signal);
      return 'on';
    });
  }

  async unfollow(): Promise<void> {
    const { place, handle, call } = this.#options;
    await this.#try(async () => {
      const { endpoint } = (await place.find()) ?? {};
      if (endpoint !== undefined) await call('unfollow', { handle, endpoint }, this.#signal);
      return 'off';
    });
  }

  async #try(work: () => Promise<Standing>): Promise<void> {
    if (this.#standing === 'busy') return;
    this.#standing = 'busy';
    try {
      this.#standing = await work();
    } catch (error) {
      // The server, or the browser's own push service.
      if (!(error instanceof AppError) && !(error instanceof DOMException)) throw error;
      this.#standing = 'failed';
    }
    if (this.#standing === 'on' || this.#standing === 'off') {
      keep(this.#options.store, this.#storeKey, this.#standing === 'on' ? 'on' : null);
    }
  }

  get #storeKey(): string {
    return `tally-follows-${this.#options.handle}`;
  }
}
