import type { Closable } from '../../shared/lifetime.ts';
import type { Clock } from './clock.ts';
import { startTicker } from './ticker.ts';

/** What happens to a page from outside and makes its connections worth probing, or its work worth saving. */
export type PageSignal =
  | { readonly type: 'online' }
  | { readonly type: 'offline' }
  | { readonly type: 'visible' }
  | { readonly type: 'hidden' }
  /** The machine slept, or the browser froze the page. */
  | { readonly type: 'woke'; readonly sleptMs: number };

/** The part of `window` that is listened to. */
export type SignalWindow = EventTarget & {
  readonly document: EventTarget & { readonly visibilityState: DocumentVisibilityState };
};

const WAKE_CHECK_MS = 2_000;
/**
 * A tick this late counts as sleep. Lower finds shorter sleeps; at less than some seconds a busy machine would count.
 * With a page's own clock a hidden tab's slowed timers can count too, which costs one needless probe.
 */
const WAKE_GAP_MS = 8_000;

type WatchOptions = {
  readonly window: SignalWindow;
  readonly clock: Clock;
  /** A clock that goes on while the machine sleeps, which `performance.now()` need not do. */
  readonly systemNowMs: () => number;
  readonly onSignal: (signal: PageSignal) => void;
};

export const watchPage = ({ window, clock, systemNowMs, onSignal }: WatchOptions): Closable => {
  const controller = new AbortController();
  const { signal } = controller;
  const { document } = window;
  window.addEventListener('online', () => onSignal({ type: 'online' }), { signal });
  window.addEventListener('offline', () => onSignal({ type: 'offline' }), { signal });
  // At the capture phase, before the page's owner closes everything: the browser itself tells of hiding only after this event.
  window.addEventListener('pagehide', () => onSignal({ type: 'hidden' }), { signal, capture: true });
  const tellVisibility = (): void => onSignal({ type: document.visibilityState === 'hidden' ? 'hidden' : 'visible' });
  document.addEventListener('visibilitychange', tellVisibility, { signal });
  let lastTickAtMs = systemNowMs();
  const ticker = startTicker(clock, WAKE_CHECK_MS, () => {
    const nowMs = systemNowMs();
    const sleptMs = nowMs - lastTickAtMs - WAKE_CHECK_MS;
    lastTickAtMs = nowMs;
    if (sleptMs >= WAKE_GAP_MS) onSignal({ type: 'woke', sleptMs });
  });
  return {
    close: () => {
      controller.abort();
      ticker.close();
    },
  };
};

/** Calls back at the first key or pointer press, which is what browsers ask for before a page may sound. */
export const onFirstGesture = (window: EventTarget, callback: () => void): Closable => {
  const controller = new AbortController();
  const handle = (): void => {
    controller.abort();
    callback();
  };
  for (const name of ['pointerdown', 'keydown']) {
    window.addEventListener(name, handle, { capture: true, signal: controller.signal });
  }
  return { close: () => controller.abort() };
};
