import { expect, it } from 'vitest';
import { heldBack } from './own-notices.ts';

const GUEST = { role: 'guest', picture: 'shown', quality: 'auto' } as const;

it('a person reads what is not taken of them', () => {
  expect(heldBack(GUEST)).toEqual([]);
  expect(heldBack({ ...GUEST, quality: 'low' })).toEqual([]);
  expect(heldBack({ ...GUEST, picture: 'hidden' })).toEqual(['picture-hidden']);
  expect(heldBack({ ...GUEST, quality: 'audio-only' })).toEqual(['sound-only']);
  expect(heldBack({ ...GUEST, picture: 'hidden', quality: 'audio-only' })).toEqual(['picture-hidden', 'sound-only']);
});

it('a further angle, which is silent, is not told that its sound is taken', () => {
  expect(heldBack({ ...GUEST, role: 'camera', quality: 'audio-only' })).toEqual(['picture-not-taken']);
});
