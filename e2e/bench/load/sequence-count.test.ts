import { expect, test } from 'vitest';
import { SequenceCount } from './sequence-count.ts';

const countOf = (sequences: readonly number[]): SequenceCount => {
  const count = new SequenceCount();
  for (const sequence of sequences) count.add(sequence);
  return count;
};

test.each([
  ['nothing is lost of a stream without gaps', [7, 8, 9], 0],
  ['a gap is lost packets', [7, 8, 11], 2],
  ['a late packet fills its gap', [7, 9, 8], 0],
  ['numbers go round after 65,535', [65_534, 65_535, 0, 1], 0],
  ['a gap across the end is counted', [65_534, 1], 2],
  ['a stream without packets lost none', [], 0],
])('%s', (_, sequences, lost) => {
  expect(countOf(sequences).lost).toBe(lost);
  expect(countOf(sequences).received).toBe(sequences.length);
});
