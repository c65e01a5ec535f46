import { expect, it } from 'vitest';
import { deviceKey } from './device-keys.ts';

const press = (key: string, over: Partial<Parameters<typeof deviceKey>[0]> = {}) =>
  deviceKey({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...over });

it('knows M and V, however they are written', () => {
  expect([press('m'), press('M'), press('v'), press('x')]).toEqual(['microphone', 'microphone', 'camera', null]);
});

it('leaves the browser its own', () => {
  expect([press('v', { ctrlKey: true }), press('m', { metaKey: true }), press('m', { altKey: true })]).toEqual([
    null,
    null,
    null,
  ]);
});

it('counts a key that is held down once', () => {
  expect(press('m', { repeat: true })).toBeNull();
});
