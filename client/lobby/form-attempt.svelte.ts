import type { ErrorCode } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';

/** A form on its way to the server: what is wrong is said from the first attempt on, and two presses are one request. */
export class FormAttempt {
  #life = $state.raw<'untried' | 'tried' | 'sending'>('untried');
  #refusal = $state.raw<ErrorCode | null>(null);

  get isSending(): boolean {
    return this.#life === 'sending';
  }

  get isTried(): boolean {
    return this.#life !== 'untried';
  }

  /** Why the server did not take it. */
  get refusal(): ErrorCode | null {
    return this.#refusal;
  }

  /** What to say below a field: `text` once somebody has tried with it being wrong. */
  fault(isWrong: boolean, text: string): string | undefined {
    return isWrong && this.isTried ? text : undefined;
  }

  /** `read` is what the fields say, null where something is wrong. Null when nothing was sent, for that or because something is. */
  async send<Read, Value>(
    read: Read | null,
    request: (read: Read) => Promise<Result<Value>>,
  ): Promise<Result<Value> | null> {
    if (this.#life === 'sending') return null;
    this.#life = read === null ? 'tried' : 'sending';
    if (read === null) return null;
    const result = await request(read);
    this.#life = 'tried';
    this.#refusal = result.ok ? null : result.error.code;
    return result;
  }

  /** What was said of a value says nothing of another one. */
  forgive(code: ErrorCode): void {
    if (this.#refusal === code) this.#refusal = null;
  }
}
