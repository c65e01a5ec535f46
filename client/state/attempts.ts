import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Scope } from '../../shared/lifetime.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';

/** Does what may fail because of the world, and tells whom it concerns. Once the page closes, nobody hears of failures. */
export class Attempts {
  readonly #onProblem: (code: ErrorCode) => void;
  readonly #scope: Scope;

  constructor(onProblem: (code: ErrorCode) => void, scope: Scope) {
    this.#onProblem = onProblem;
    this.#scope = scope;
  }

  /** For what nobody asked for, and for whoever tells the refusal in a place of its own. */
  async ask<Value>(action: () => Promise<Value>): Promise<Result<Value>> {
    try {
      return ok(await action());
    } catch (error) {
      if (error instanceof AppError) return refuse(error.code);
      if (this.#scope.isClosed) return refuse('net.unreachable');
      throw error;
    }
  }

  /** Does what the host asked for, and tells the host when it did not work. */
  async attempt<Value>(action: () => Promise<Value>): Promise<Result<Value>> {
    const done = await this.ask(action);
    if (!done.ok && !this.#scope.isClosed) this.#onProblem(done.error.code);
    return done;
  }
}
