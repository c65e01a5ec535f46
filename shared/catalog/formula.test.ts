import { expect, test } from 'vitest';
import { defused, undefused } from './formula.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+49', "'+49"],
  ['-5', "'-5"],
  ['@here', "'@here"],
  ['\tx', "'\tx"],
  ['\rx', "'\rx"],
  ['\nx', "'\nx"],
  ['＝1', "'＝1"],
  ['＋1', "'＋1"],
  ['－1', "'－1"],
  ['＠here', "'＠here"],
  ["'＝1", "''＝1"],
  ["'=1", "''=1"],
  ["'90s jacket", "'90s jacket"],
  ['a=1', 'a=1'],
  ['', ''],
])('%j is written as %j, and read back', (text, cell) => {
  expect(defused(text)).toBe(cell);
  expect(undefused(cell)).toBe(text);
});
