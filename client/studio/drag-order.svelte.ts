import type { DndEvent } from 'svelte-dnd-action';

/** The order of a list while one of its rows is dragged; at other times the list's own. */
export class DragOrder<Row extends { readonly id: string }> {
  #dragged = $state.raw<Row[] | null>(null);

  shown(rows: Row[]): Row[] {
    return this.#dragged ?? rows;
  }

  get isDragging(): boolean {
    return this.#dragged !== null;
  }

  handleConsider(event: CustomEvent<DndEvent<Row>>): void {
    this.#dragged = event.detail.items;
  }

  /** Calls `move` with the dropped row and its new index in the list. */
  handleFinalize(event: CustomEvent<DndEvent<Row>>, move: (row: Row, toIndex: number) => void): void {
    this.#dragged = null;
    const { items, info } = event.detail;
    const toIndex = items.findIndex(({ id }) => id === info.id);
    const row = items[toIndex];
    if (row) move(row, toIndex);
  }
}
