export type ToastTone = 'info' | 'good' | 'error';
export type ToastAction = { readonly label: string; readonly run: () => void };
export type ToastRequest = {
  /** A function where the text follows the person to another language; what it reads must outlive the toast. */
  readonly text: string | (() => string);
  readonly tone?: ToastTone;
  readonly action?: ToastAction;
  /** The same key replaces its older toast instead of piling up: "Reconnecting", then "Back online". */
  readonly key?: string;
};
export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: ToastTone;
  readonly action: ToastAction | null;
  readonly key: string | null;
};

/** Runs `run` after `delayMs`; the result cancels it. */
export type After = (delayMs: number, run: () => void) => () => void;

const browserAfter: After = (delayMs, run) => {
  const handle = setTimeout(run, delayMs);
  return () => clearTimeout(handle);
};

const shownMs = 5000;
const shownWithActionMs = 9000;
/** Long enough to look up from a product and read it; what must stay is said in its place on the page. */
const errorShownMs = 12_000;
const mostAtOnce = 4;

/** Short notes over a page, newest last. The one who builds it closes it. */
export class ToastQueue {
  readonly #after: After;
  readonly #pending = new Map<number, () => void>();
  readonly #durationsMs = new Map<number, number>();
  #toasts = $state.raw<readonly Toast[]>([]);
  #lastId = 0;

  constructor(after: After = browserAfter) {
    this.#after = after;
  }

  get toasts(): readonly Toast[] {
    return this.#toasts;
  }

  show(request: ToastRequest): number {
    const id = (this.#lastId += 1);
    const toast = toastOf(id, request);
    const older = this.#toasts.filter((shown) => toast.key !== null && shown.key === toast.key);
    const kept = this.#toasts.filter((shown) => !older.includes(shown));
    const overflow = kept.slice(0, Math.max(0, kept.length + 1 - mostAtOnce));
    for (const gone of [...older, ...overflow]) this.dismiss(gone.id);
    this.#toasts = [...this.#toasts, toast];
    this.#durationsMs.set(id, durationMsOf(toast));
    this.release(id);
    return id;
  }

  /** Keeps a toast while someone points at it or works in it. */
  hold(id: number): void {
    this.#pending.get(id)?.();
    this.#pending.delete(id);
  }

  release(id: number): void {
    const durationMs = this.#durationsMs.get(id);
    if (durationMs === undefined) return;
    this.hold(id);
    this.#pending.set(
      id,
      this.#after(durationMs, () => this.dismiss(id)),
    );
  }

  dismiss(id: number): void {
    this.hold(id);
    this.#durationsMs.delete(id);
    this.#toasts = this.#toasts.filter((toast) => toast.id !== id);
  }

  close(): void {
    for (const toast of this.#toasts) this.dismiss(toast.id);
  }
}

const toastOf = (id: number, { text, tone = 'info', action, key }: ToastRequest): Toast => ({
  id,
  get text() {
    return typeof text === 'string' ? text : text();
  },
  tone,
  action: action ?? null,
  key: key ?? null,
});

const durationMsOf = ({ tone, action }: Toast): number => {
  if (tone === 'error') return errorShownMs;
  return action === null ? shownMs : shownWithActionMs;
};
