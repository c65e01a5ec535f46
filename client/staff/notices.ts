import { createContext } from 'svelte';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Result } from '../../shared/result.ts';
import type { ToastAction, ToastQueue } from '../ui/toasts.svelte.ts';

/** What the studio tells its host in passing: what was done and can be undone, and what was refused and why. */
export class Notices {
  readonly toasts: ToastQueue;
  readonly #sentence: (code: ErrorCode) => string;

  /** `sentence` says a code in the host's language of the moment. */
  constructor(toasts: ToastQueue, sentence: (code: ErrorCode) => string) {
    this.toasts = toasts;
    this.#sentence = sentence;
  }

  done(text: string, action?: ToastAction): void {
    this.toasts.show({ text, key: 'done', ...(action && { action }) });
  }

  problem(code: ErrorCode): void {
    this.toasts.show({ text: () => this.#sentence(code), tone: 'error', key: code });
  }

  /** Who makes the program from now on. */
  handover(text: () => string): void {
    this.toasts.show({ text, key: 'handover' });
  }

  /** Says why an edit was refused, and whether it was taken. A value out of range needs no words: the field shows it. */
  check(result: Result<unknown>): boolean {
    if (!result.ok && result.error.code !== 'document.invalid') {
      const { code } = result.error;
      this.toasts.show({ text: () => this.#sentence(code), key: 'refusal' });
    }
    return result.ok;
  }
}

export const [getNotices, setNotices] = createContext<Notices>();
