import type { WorkerLike } from './worker-like.ts';

type Message = { readonly type: string; readonly [name: string]: unknown };
type Listener = (event: { readonly data: unknown }) => void;

/** A worker that remembers what it was told, and says what the test wants. */
export class FakeWorker implements WorkerLike {
  readonly told: Message[] = [];
  readonly #messageListeners: Listener[] = [];
  readonly #errorListeners: (() => void)[] = [];
  isTerminated = false;

  postMessage(message: Message): void {
    this.told.push(message);
  }

  addEventListener(type: 'message' | 'error' | 'messageerror', listener: Listener & (() => void)): void {
    if (type === 'message') this.#messageListeners.push(listener);
    else this.#errorListeners.push(listener);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(message: unknown): void {
    for (const listener of this.#messageListeners) listener({ data: message });
  }

  crash(): void {
    this.#errorListeners[0]?.();
  }

  types(): string[] {
    return this.told.map(({ type }) => type);
  }
}
