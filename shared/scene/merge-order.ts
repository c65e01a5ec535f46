/** Puts `item` right behind what stands before it in `model`, as far as that is in `list`; else at the front. */
const insertAsIn = <Item>(list: Item[], item: Item, model: readonly Item[]): void => {
  for (let at = model.indexOf(item) - 1; at >= 0; at -= 1) {
    const before = model[at];
    const index = before === undefined ? -1 : list.indexOf(before);
    if (index !== -1) {
      list.splice(index + 1, 0, item);
      return;
    }
  }
  list.unshift(item);
};

const isSameOrder = <Item>(a: readonly Item[], b: readonly Item[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/**
 * `current` with what happened between `from` and `to`, when others may have changed the list meanwhile: what was added is
 * there, behind what it was put behind, what was removed is gone, and an order that was changed is changed. Whatever others
 * added stays, and what they removed stays away. Items are distinct.
 */
export const mergeOrder = <Item>(
  current: readonly Item[],
  from: readonly Item[],
  to: readonly Item[],
): readonly Item[] => {
  if (isSameOrder(current, from)) return to;
  const before = new Set(from);
  const after = new Set(to);
  const present = new Set(current);
  const isReordered = !isSameOrder(
    from.filter((item) => after.has(item)),
    to.filter((item) => before.has(item)),
  );
  if (!isReordered) {
    const merged = current.filter((item) => after.has(item) || !before.has(item));
    for (const item of to) if (!before.has(item) && !merged.includes(item)) insertAsIn(merged, item, to);
    return merged;
  }
  const merged = to.filter((item) => present.has(item) || !before.has(item));
  for (const item of current) if (!before.has(item) && !merged.includes(item)) insertAsIn(merged, item, current);
  return merged;
};
