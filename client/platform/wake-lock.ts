import type { Closable } from '../../shared/lifetime.ts';

/** The part of `window` that is used. Old browsers have no lock; theirs is left out. */
export type AwakeWindow = {
  readonly document: EventTarget & { readonly visibilityState: DocumentVisibilityState };
  readonly navigator: { readonly wakeLock?: { request(type: 'screen'): Promise<{ release(): Promise<unknown> }> } };
};

/**
 * Keeps the screen on until closed. The browser takes the lock back whenever the page is hidden, so it is asked for again when
 * the page is looked at. Where it is refused (a low battery), the screen goes dark as it always does.
 */
export const keepAwake = ({ document, navigator }: AwakeWindow): Closable => {
  const controller = new AbortController();
  const { signal } = controller;
  const request = async (): Promise<void> => {
    if (document.visibilityState === 'hidden') return;
    try {
      const lock = await navigator.wakeLock?.request('screen');
      if (signal.aborted) await lock?.release();
      else signal.addEventListener('abort', () => void lock?.release(), { once: true });
    } catch (refusal) {
      if (!(refusal instanceof DOMException)) throw refusal;
    }
  };
  document.addEventListener('visibilitychange', () => void request(), { signal });
  void request();
  return { close: () => controller.abort() };
};
