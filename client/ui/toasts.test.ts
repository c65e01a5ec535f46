import { expect, it } from 'vitest';
import { ToastQueue } from './toasts.svelte.ts';

function aQueue() {
  const waiting = new Map<number, { atMs: number; run: () => void }>();
  let nowMs = 0;
  let last = 0;
  const queue = new ToastQueue((delayMs, run) => {
    const id = (last += 1);
    waiting.set(id, { atMs: nowMs + delayMs, run });
    return () => waiting.delete(id);
  });
  const pass = (elapsedMs: number) => {
    nowMs += elapsedMs;
    for (const [id, timer] of waiting) {
      if (timer.atMs > nowMs) continue;
      waiting.delete(id);
      timer.run();
    }
  };
  const texts = () => queue.toasts.map((toast) => toast.text);
  return { queue, pass, texts, waiting };
}

it('shows a note for five seconds, nine with an action', () => {
  const { queue, pass, texts } = aQueue();
  queue.show({ text: 'Saved' });
  queue.show({ text: 'Removed', action: { label: 'Undo', run: () => undefined } });
  pass(4999);
  expect(texts()).toEqual(['Saved', 'Removed']);
  pass(1);
  expect(texts()).toEqual(['Removed']);
  pass(4000);
  expect(texts()).toEqual([]);
});

it('shows an error for twelve seconds, or until it is dismissed', () => {
  const { queue, pass, texts } = aQueue();
  queue.show({ text: 'The camera was unplugged.', tone: 'error' });
  const dismissedId = queue.show({ text: 'The network is slow.', tone: 'error' });
  queue.dismiss(dismissedId);
  pass(11_999);
  expect(texts()).toEqual(['The camera was unplugged.']);
  pass(1);
  expect(texts()).toEqual([]);
});

it('keeps an error that someone is reading, and gives it its full time again after', () => {
  const { queue, pass, texts } = aQueue();
  const id = queue.show({ text: 'The camera was unplugged.', tone: 'error' });
  pass(11_000);
  queue.hold(id);
  pass(60_000);
  queue.release(id);
  pass(11_999);
  expect(texts()).toEqual(['The camera was unplugged.']);
  pass(1);
  expect(texts()).toEqual([]);
});

it('says a text given as a function in the language of the moment', () => {
  const { queue, texts } = aQueue();
  let language: 'en' | 'zh' = 'en';
  queue.show({ text: () => (language === 'en' ? 'Copied' : '已复制') });
  expect(texts()).toEqual(['Copied']);
  language = 'zh';
  expect(texts()).toEqual(['已复制']);
});

it('keeps a note that someone points at, and gives it its full time again after', () => {
  const { queue, pass, texts } = aQueue();
  const id = queue.show({ text: 'Saved' });
  pass(4000);
  queue.hold(id);
  pass(60_000);
  expect(texts()).toEqual(['Saved']);
  queue.release(id);
  pass(4999);
  expect(texts()).toEqual(['Saved']);
  pass(1);
  expect(texts()).toEqual([]);
});

it('replaces a note by one with the same key, and drops the oldest of more than four', () => {
  const { queue, texts } = aQueue();
  queue.show({ text: 'Reconnecting', key: 'net' });
  queue.show({ text: 'Back online', key: 'net' });
  expect(texts()).toEqual(['Back online']);
  for (const text of ['1', '2', '3', '4']) queue.show({ text });
  expect(texts()).toEqual(['1', '2', '3', '4']);
});

it('leaves no timer behind when it closes', () => {
  const { queue, texts, waiting } = aQueue();
  queue.show({ text: 'Saved' });
  queue.show({ text: 'Broken', tone: 'error' });
  queue.close();
  expect(texts()).toEqual([]);
  expect(waiting.size).toBe(0);
});
