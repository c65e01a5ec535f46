import type { AccountId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';

/** A sign-in that holds now. `tokenHash` is its key in the store. */
export type SignIn = { readonly tokenHash: string; readonly accountId: AccountId; readonly expiresAtMs: number };

type Watched = { readonly signIn: SignIn; readonly listeners: Set<() => void> };

/** Timers cannot count a month, and do not see a clock that is set or a laptop that sleeps: so often the clock is asked. */
const CHECK_EVERY_MS = 60_000;

/** Tells who relies on a sign-in that it is over. */
export class SignInWatch {
  /** Epoch milliseconds. */
  readonly #clock: () => number;
  readonly #watched = new Map<string, Watched>();
  #timer: NodeJS.Timeout | null = null;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Calls `onEnded` once, when `signIn` is over. */
  add(signIn: SignIn, onEnded: () => void): Closable {
    const { listeners } = this.#watched.get(signIn.tokenHash) ?? this.#watch({ signIn, listeners: new Set() });
    listeners.add(onEnded);
    // The listeners may be another sign-in's by then: see `move`.
    return { close: () => listeners.delete(onEnded) };
  }

  /** The sign-in with this key is over. */
  end(tokenHash: string): void {
    const watched = this.#watched.get(tokenHash);
    this.#watched.delete(tokenHash);
    for (const onEnded of [...(watched?.listeners ?? [])]) onEnded();
  }

  /** `next` replaces the sign-in with this key. Of another account, it is its end. */
  move(tokenHash: string, next: SignIn): void {
    const watched = this.#watched.get(tokenHash);
    if (watched?.signIn.accountId !== next.accountId) return this.end(tokenHash);
    this.#watched.delete(tokenHash);
    this.#watch({ signIn: next, listeners: watched.listeners });
  }

  #watch(watched: Watched): Watched {
    this.#watched.set(watched.signIn.tokenHash, watched);
    this.#timer ??= setInterval(() => this.#check(), CHECK_EVERY_MS).unref();
    return watched;
  }

  #check(): void {
    for (const [tokenHash, { signIn, listeners }] of this.#watched) {
      if (listeners.size === 0) this.#watched.delete(tokenHash);
      else if (signIn.expiresAtMs <= this.#clock()) this.end(tokenHash);
    }
    if (this.#watched.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
