import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Clock } from './clock.ts';
import { Pause } from './pause.ts';
import { afterFailedTry } from './retry-policy.ts';

type Options = {
  readonly clock: Clock;
  /** What brings the thing nearer to what is wanted of it; null when nothing can. */
  readonly next: () => (() => Promise<unknown>) | null;
  /** Something was done, tried or wished. */
  readonly onChange: () => void;
  /** A step fails for a reason that trying again cannot change; `next` must not give it again. */
  readonly onRefused: (code: ErrorCode) => void;
};

/** Brings something in line with what is wanted of it, one step after another; a step that fails is tried again. */
export class Stepper {
  readonly #options: Options;
  readonly #pause: Pause;
  #isWorking = false;
  #work: Promise<void> = Promise.resolve();
  /** Counts the grounds that were lost: what failed on a former one is no news. */
  #ground = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#pause = new Pause(options.clock);
  }

  /** Something else is wanted: goes on at once. Resolves when there is nothing to do. */
  follow(): Promise<void> {
    this.#pause.end();
    this.#options.onChange();
    if (!this.#isWorking) {
      this.#isWorking = true;
      this.#work = this.#doSteps();
    }
    return this.#work;
  }

  /** Nothing of what was done is left, and a step that is under way leads nowhere. */
  leave(): void {
    this.#ground += 1;
    void this.follow();
  }

  async #doSteps(): Promise<void> {
    let failures = 0;
    for (let step = this.#options.next(); step; step = this.#options.next()) {
      const ground = this.#ground;
      try {
        await step();
        failures = 0;
      } catch (error) {
        if (this.#ground === ground) {
          failures += 1;
          await this.#handleFailure(error, failures);
        }
      }
      this.#options.onChange();
    }
    this.#isWorking = false;
  }

  async #handleFailure(error: unknown, failures: number): Promise<void> {
    const code = error instanceof AppError ? error.code : 'media.invalid-parameters';
    const next = afterFailedTry(code, failures);
    if (next.next === 'wait') await this.#pause.wait(next.delayMs);
    else this.#options.onRefused(code);
  }
}
