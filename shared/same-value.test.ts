import { describe, expect, it } from 'vitest';
import { isSameValue } from './same-value.ts';

describe('two values of JSON', () => {
  it.each([
    [1, 1],
    ['a', 'a'],
    [null, null],
    [
      [1, [2]],
      [1, [2]],
    ],
    [
      { a: 1, b: { c: [true], d: null } },
      { b: { d: null, c: [true] }, a: 1 },
    ],
  ])('%j and %j are the same', (a, b) => expect(isSameValue(a, b)).toBe(true));

  it.each([
    [1, 2],
    [1, '1'],
    [null, {}],
    [[], {}],
    [{ length: 0 }, []],
    [
      [1, 2],
      [2, 1],
    ],
    [[1], [1, 2]],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: undefined }, { b: undefined }],
    [{ a: { b: 1 } }, { a: { b: 2 } }],
  ])('%j and %j are not', (a, b) => expect(isSameValue(a, b)).toBe(false));
});
