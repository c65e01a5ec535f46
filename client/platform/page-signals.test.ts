import { expect, it } from 'vitest';
import { fakeClock } from './fake-clock.ts';
import { onFirstGesture, watchPage, type PageSignal } from './page-signals.ts';

const aWindow = () => {
  const page: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' };
  const document = Object.assign(new EventTarget(), page);
  return Object.assign(new EventTarget(), { document });
};

const watched = () => {
  const window = aWindow();
  const clock = fakeClock(0);
  const signals: PageSignal[] = [];
  let sleptMs = 0;
  const watch = watchPage({
    window,
    clock,
    systemNowMs: () => clock.now() + sleptMs,
    onSignal: (signal) => signals.push(signal),
  });
  const sleep = (durationMs: number): void => {
    sleptMs += durationMs;
  };
  return { window, clock, signals, watch, sleep };
};

it('tells the network and the visibility of the page', () => {
  const { window, signals } = watched();
  window.dispatchEvent(new Event('offline'));
  window.dispatchEvent(new Event('online'));
  window.document.visibilityState = 'hidden';
  window.document.dispatchEvent(new Event('visibilitychange'));
  window.document.visibilityState = 'visible';
  window.document.dispatchEvent(new Event('visibilitychange'));
  expect(signals.map(({ type }) => type)).toEqual(['offline', 'online', 'hidden', 'visible']);
});

it('tells that a page that goes away is hidden', () => {
  const { window, signals } = watched();
  window.dispatchEvent(new Event('pagehide'));
  expect(signals).toEqual([{ type: 'hidden' }]);
});

it('notices that the machine slept', async () => {
  const { clock, signals, sleep } = watched();
  await clock.advance(10_000);
  expect(signals).toEqual([]);
  sleep(90_000);
  await clock.advance(2_000);
  expect(signals).toEqual([{ type: 'woke', sleptMs: 90_000 }]);
  await clock.advance(60_000);
  expect(signals).toHaveLength(1);
});

it('leaves nothing open when closed', async () => {
  const { window, clock, signals, watch } = watched();
  watch.close();
  window.dispatchEvent(new Event('online'));
  expect(signals).toEqual([]);
  expect(clock.pendingCount).toBe(0);
});

it('calls back at the first gesture only', () => {
  const window = new EventTarget();
  let count = 0;
  onFirstGesture(window, () => (count += 1));
  window.dispatchEvent(new Event('keydown'));
  window.dispatchEvent(new Event('pointerdown'));
  expect(count).toBe(1);
});
