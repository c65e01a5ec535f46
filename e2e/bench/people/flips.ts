/** Something that goes back and forth between two states, as it was made or as it was seen: milliseconds of the machine's wall clock. */
export type Flip = { readonly atMs: number; readonly state: 'on' | 'off' };

/**
 * How long each flip took to be seen, in milliseconds: from `made` to the first of `seen` that shows its state before the next
 * flip. Those that were never seen (made before somebody looked, or the last one) are left out.
 */
export const flipDelays = (made: readonly Flip[], seen: readonly Flip[]): readonly number[] =>
  made.flatMap(({ atMs, state }, index) => {
    const endsMs = made[index + 1]?.atMs ?? Infinity;
    const lookedBefore = seen.some((sight) => sight.atMs <= atMs && sight.state !== state);
    const sight = seen.find((other) => other.atMs > atMs && other.atMs <= endsMs && other.state === state);
    return lookedBefore && sight ? [sight.atMs - atMs] : [];
  });
