/** Anything that its creator must close. */
export type Closable = { close(reason?: unknown): unknown };

type OnCloseError = (error: unknown) => void;

/**
 * Owns what was created under it and closes it in reverse order, once.
 * `close` never throws to its caller: a finalizer's error goes to `onError`, and the rest still closes.
 * The scope's `signal` aborts first, so pending work stops before its resources go.
 */
export class Scope {
  readonly #controller = new AbortController();
  readonly #finalizers: Array<(reason: unknown) => unknown> = [];
  readonly #onError: OnCloseError;
  #closing: Promise<void> | null = null;

  constructor(onError: OnCloseError) {
    this.#onError = onError;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isClosed(): boolean {
    return this.#closing !== null;
  }

  /** Registers `resource` and returns it, so that creating and registering are one line. Closes it at once when the scope is closed already. */
  use<Resource extends Closable>(resource: Resource): Resource {
    this.defer((reason) => resource.close(reason));
    return resource;
  }

  defer(finalizer: (reason: unknown) => unknown): void {
    if (this.#closing) {
      void this.#run(finalizer, this.#controller.signal.reason);
      return;
    }
    this.#finalizers.push(finalizer);
  }

  /** A scope that closes with this one, or earlier by itself (and is then forgotten here). */
  child(): Scope {
    const child = new Scope(this.#onError);
    const closeChild = (reason: unknown): Promise<void> => child.close(reason);
    this.defer(closeChild);
    child.defer(() => {
      const index = this.#finalizers.indexOf(closeChild);
      if (index !== -1) this.#finalizers.splice(index, 1);
    });
    return child;
  }

  close(reason?: unknown): Promise<void> {
    this.#closing ??= this.#closeAll(reason);
    return this.#closing;
  }

  async #closeAll(reason: unknown): Promise<void> {
    this.#controller.abort(reason);
    for (let finalizer = this.#finalizers.pop(); finalizer; finalizer = this.#finalizers.pop()) {
      await this.#run(finalizer, reason);
    }
  }

  async #run(finalizer: (reason: unknown) => unknown, reason: unknown): Promise<void> {
    try {
      await finalizer(reason);
    } catch (error) {
      this.#onError(error);
    }
  }
}
