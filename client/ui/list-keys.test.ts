import { expect, it } from 'vitest';
import { movedIndex, typedIndex } from './list-keys.ts';

const vertical = (key: string, current: number, count = 3) =>
  movedIndex({ key, current, count, orientation: 'vertical' });

it('walks round the ends', () => {
  expect(vertical('ArrowDown', 2)).toBe(0);
  expect(vertical('ArrowUp', 0)).toBe(2);
  expect(vertical('ArrowDown', -1)).toBe(0);
  expect(vertical('ArrowUp', -1)).toBe(2);
});

it('jumps to the ends', () => {
  expect(vertical('Home', 2)).toBe(0);
  expect(vertical('End', 0)).toBe(2);
});

it('leaves the other axis, other keys and empty lists alone', () => {
  expect(vertical('ArrowLeft', 1)).toBeNull();
  expect(vertical('a', 1)).toBeNull();
  expect(vertical('ArrowDown', -1, 0)).toBeNull();
  expect(movedIndex({ key: 'ArrowRight', current: 0, count: 2, orientation: 'horizontal' })).toBe(1);
});

it('finds a label by its first letters, in any case', () => {
  const labels = ['Rename', 'Remove', 'Lock'];
  expect(typedIndex(labels, 'l', 0)).toBe(2);
  expect(typedIndex(labels, 'r', 0)).toBe(1);
  expect(typedIndex(labels, 'r', 1)).toBe(0);
  expect(typedIndex(labels, 're', 0)).toBe(0);
  expect(typedIndex(labels, 'REM', 0)).toBe(1);
  expect(typedIndex(labels, 'x', 0)).toBeNull();
});
