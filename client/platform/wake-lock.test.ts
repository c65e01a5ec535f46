import { expect, it } from 'vitest';
import { keepAwake } from './wake-lock.ts';

const aWindow = (refuse: 'nothing' | 'everything' = 'nothing') => {
  const page: { visibilityState: DocumentVisibilityState } = { visibilityState: 'visible' };
  const document = Object.assign(new EventTarget(), page);
  const seen = { asked: 0, released: 0 };
  const request = async () => {
    seen.asked += 1;
    await Promise.resolve();
    if (refuse === 'everything') throw new DOMException('low battery', 'NotAllowedError');
    return {
      release: async () => {
        seen.released += 1;
        await Promise.resolve();
      },
    };
  };
  const show = (visibilityState: DocumentVisibilityState): void => {
    document.visibilityState = visibilityState;
    document.dispatchEvent(new Event('visibilitychange'));
  };
  return { window: { document, navigator: { wakeLock: { request } } }, seen, show };
};

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

it('asks for the screen, and again whenever the page is looked at', async () => {
  const { window, seen, show } = aWindow();
  const awake = keepAwake(window);
  await settle();
  expect(seen.asked).toBe(1);
  show('hidden');
  show('visible');
  await settle();
  expect(seen.asked).toBe(2);
  awake.close();
  await settle();
  expect(seen.released).toBe(2);
  show('visible');
  await settle();
  expect(seen.asked).toBe(2);
});

it('gives a lock back that comes after the end', async () => {
  const { window, seen } = aWindow();
  keepAwake(window).close();
  await settle();
  expect(seen).toEqual({ asked: 1, released: 1 });
});

it('lives with a refusal, and with a browser that has no lock', async () => {
  const { window, seen } = aWindow('everything');
  keepAwake(window);
  keepAwake({ document: window.document, navigator: {} });
  await settle();
  expect(seen).toEqual({ asked: 1, released: 0 });
});
