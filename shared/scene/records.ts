/** Flat maps by id, edited without touching the original. Unchanged records keep their identity, which `diff.between` relies on. */

export const withRecord = <Id extends string, Item>(
  records: Readonly<Record<Id, Item>>,
  id: Id,
  item: Item,
): Record<Id, Item> => ({ ...records, [id]: item });

/** The records for which `isKept` holds. */
export const keepRecords = <Id extends string, Item>(
  records: Readonly<Record<Id, Item>>,
  isKept: (item: Item) => boolean,
): Record<Id, Item> => {
  const kept: Record<string, Item> = {};
  for (const [id, item] of Object.entries<Item>(records)) {
    if (isKept(item)) kept[id] = item;
  }
  return kept;
};

/** `list` with `item` moved to `toIndex`, counted after the move; indices outside the list mean its ends. */
export const moveInList = <Item>(list: readonly Item[], item: Item, toIndex: number): Item[] => {
  const rest = list.filter((other) => other !== item);
  const index = Math.max(0, Math.min(rest.length, Math.trunc(toIndex)));
  return [...rest.slice(0, index), item, ...rest.slice(index)];
};
