/** `items` with the one that has `id` at `toIndex`. */
export const withMoved = <Item extends { readonly id: string }>(
  items: readonly Item[],
  id: Item['id'],
  toIndex: number,
): readonly Item[] => {
  const moved = items.find((item) => item.id === id);
  return moved ? items.filter((item) => item !== moved).toSpliced(toIndex, 0, moved) : items;
};
