import { describe, expect, it } from 'vitest';
import { appended, inChunks, without, type Chunks } from './chunks.ts';

const filled = (count: number): Chunks<number> => {
  let chunks: Chunks<number> = [];
  for (let value = 0; value < count; value += 1) chunks = appended(chunks, value);
  return chunks;
};

describe('a list in chunks', () => {
  it('has what was put in, in order', () => {
    expect([...inChunks(filled(1_000))]).toEqual(Array.from({ length: 1_000 }, (_, index) => index));
  });

  it('loses what is taken out, from any chunk, and nothing else', () => {
    const left = [0, 500, 999].reduce<Chunks<number>>(without, filled(1_000));
    expect([...inChunks(left)]).toEqual(
      Array.from({ length: 998 }, (_, index) => (index < 499 ? index + 1 : index + 2)).slice(0, 997),
    );
    expect(without(filled(3), 7)).toEqual(filled(3));
  });

  it('has no chunk without anything in it', () => {
    expect(without(filled(1), 0)).toEqual([]);
    const emptied = Array.from({ length: 200 }, (_, value) => value).reduce<Chunks<number>>(without, filled(201));
    expect(emptied).toEqual([[200]]);
  });

  it('leaves the former one as it was, and shares what did not change', () => {
    const before = filled(300);
    const copy = structuredClone(before);
    const after = appended(before, 300);
    expect(without(after, 299)).toHaveLength(after.length);
    expect(before).toEqual(copy);
    expect(after[0]).toBe(before[0]);
  });
});
