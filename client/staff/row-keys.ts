import { tick } from 'svelte';

/** What a key does to the row of a list that has the focus. `index` and `toIndex` count from the top. */
export type RowKey =
  | { readonly does: 'rename' | 'remove'; readonly index: number }
  /** `keepFocus` is called after the move: a moved element loses the focus. */
  | { readonly does: 'move'; readonly index: number; readonly toIndex: number; readonly keepFocus: () => void }
  | { readonly does: 'walk'; readonly index: number; readonly focus: () => void };

const targetIndex = (key: string, index: number, last: number): number | null => {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'ArrowDown':
      return Math.min(last, index + 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
};

/** The row whose pressing button has the focus; null when it is on one of a row's other controls. */
export const focusedRow = ({ target }: KeyboardEvent, list: HTMLElement): number | null => {
  if (!(target instanceof HTMLElement)) return null;
  const index = [...list.children].findIndex((row) => row.contains(target));
  return index === -1 || list.children[index]?.querySelector('button') !== target ? null : index;
};

/**
 * Reads a key press in `list`, an element whose children are the rows, each with a pressing button first. Null when the key
 * means nothing, or the focus is on one of a row's other controls.
 */
export const rowKey = (event: KeyboardEvent, list: HTMLElement): RowKey | null => {
  const index = focusedRow(event, list);
  if (index === null) return null;
  if (event.key === 'F2') return { does: 'rename', index };
  if (event.key === 'Delete') return { does: 'remove', index };
  const toIndex = targetIndex(event.key, index, list.children.length - 1);
  if (toIndex === null || toIndex === index) return null;
  const focus = (): void => list.children[toIndex]?.querySelector('button')?.focus();
  if (event.ctrlKey || event.metaKey) {
    return { does: 'move', index, toIndex, keepFocus: () => void tick().then(focus) };
  }
  return { does: 'walk', index, focus };
};
