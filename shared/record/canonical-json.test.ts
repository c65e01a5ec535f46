import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';

it('writes a value in one way, however it was put together', () => {
  const value = { b: [1, 1e21, 0.1, -0], a: { z: null, é: true, Z: 'a"\n\u2028' }, '1': false };
  expect(canonicalJson(value)).toBe('{"1":false,"a":{"Z":"a\\"\\n\u2028","z":null,"é":true},"b":[1,1e+21,0.1,0]}');
  expect(canonicalJson({ '1': false, a: { Z: 'a"\n\u2028', z: null, é: true }, b: [1, 1e21, 0.1, 0] })).toBe(
    canonicalJson(value),
  );
});

it('orders names by their UTF-16 units, as RFC 8785 asks', () => {
  expect(canonicalJson({ '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3, '\r': 4 })).toBe(
    '{"\\r":4,"€":3,"😀":2,"\ufb33":1}',
  );
});

it('reads back to what it was', () => {
  const value = { text: '</script>\u0000', list: [[], {}], deep: { deeper: { deepest: 3.5 } } };
  expect(JSON.parse(canonicalJson(value))).toEqual(value);
});
