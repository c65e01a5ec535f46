import { describe, expect, it } from 'vitest';
import { opacityOf, smoothMask } from './smooth.ts';

const smoothed = (before: number, newer: number): number => {
  const mask = Uint8Array.of(before);
  smoothMask(mask, Uint8Array.of(newer));
  return mask[0] ?? -1;
};

describe('a mask', () => {
  it('follows a great change at once', () => {
    expect(smoothed(0, 255)).toBe(255);
    expect(smoothed(255, 0)).toBe(0);
  });

  it('follows a small change slowly, in both directions alike', () => {
    expect(smoothed(100, 120)).toBe(110);
    expect(smoothed(120, 100)).toBe(110);
  });

  it('comes to rest at what it is told', () => {
    const mask = Uint8Array.of(100, 100);
    for (let turn = 0; turn < 20; turn += 1) smoothMask(mask, Uint8Array.of(103, 97));
    expect([...mask]).toEqual([103, 97]);
  });

  it('shows wholly what is surely the person, nothing of what is surely the room, and a soft edge', () => {
    const opacity = new Uint8Array(5);
    opacityOf(Uint8Array.of(0, 76, 128, 179, 255), opacity);
    expect([...opacity]).toEqual([0, 0, 129, 255, 255]);
  });
});
