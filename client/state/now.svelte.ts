import { createSubscriber } from 'svelte/reactivity';

const TICK_MS = 1_000;

/** The wall clock for what people read (durations, countdowns): components that read `ms` update once a second, others cost nothing. */
export class Now {
  readonly #read: () => number;
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, TICK_MS);
    return () => clearInterval(timer);
  });

  constructor(read: () => number) {
    this.#read = read;
  }

  get ms(): number {
    this.#subscribe();
    return this.#read();
  }
}
