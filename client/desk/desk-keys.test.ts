import { expect, it } from 'vitest';
import { deskKeyOf } from './desk-keys.ts';

const press = (key: string, more: object = {}) =>
  deskKeyOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...more });

it('has one key for what an operator does all the time', () => {
  expect(['n', 'b', 'x', 'm', '/', 'c', '?'].map((key) => press(key))).toEqual([
    'next',
    'previous',
    'stop',
    'sound',
    'search',
    'write',
    'help',
  ]);
  expect(press('N', { shiftKey: true })).toBe('next');
});

it('leaves alone what means nothing, what the browser has, and a key that is held down', () => {
  expect(['q', 'Enter', 'constructor', ''].map((key) => press(key))).toEqual([null, null, null, null]);
  expect(press('n', { ctrlKey: true })).toBeNull();
  expect(press('n', { metaKey: true })).toBeNull();
  expect(press('n', { altKey: true })).toBeNull();
  expect(press('n', { repeat: true })).toBeNull();
});
