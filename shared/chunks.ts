/**
 * A long list as plain JSON that is cheap to change without touching the former one: what changes is one piece of it. Where eight
 * thousand wait, copying them all for each who comes took more than deciding it.
 */
export type Chunks<Value> = Value[][];

const CHUNK = 128;

export const appended = <Value>(chunks: Readonly<Chunks<Value>>, value: Value): Chunks<Value> => {
  const last = chunks.at(-1);
  return last === undefined || last.length >= CHUNK ? [...chunks, [value]] : [...chunks.slice(0, -1), [...last, value]];
};

/** There are no empty chunks, so that an empty list has a length of 0. */
export const without = <Value>(chunks: Readonly<Chunks<Value>>, value: Value): Chunks<Value> => {
  const index = chunks.findIndex((chunk) => chunk.includes(value));
  const kept = chunks[index]?.filter((each) => each !== value) ?? [];
  return index < 0 ? [...chunks] : chunks.toSpliced(index, 1, ...(kept.length === 0 ? [] : [kept]));
};

/** In their order. */
export function* inChunks<Value>(chunks: Readonly<Chunks<Value>>): Generator<Value, void> {
  for (const chunk of chunks) yield* chunk;
}
