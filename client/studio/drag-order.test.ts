import { SOURCES, TRIGGERS, type DndEvent } from 'svelte-dnd-action';
import { describe, expect, it } from 'vitest';
import { DragOrder } from './drag-order.svelte.ts';

type Row = { id: string };
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const event = (items: Row[], id: string): CustomEvent<DndEvent<Row>> =>
  new CustomEvent('drag', {
    detail: { items, info: { id, source: SOURCES.POINTER, trigger: TRIGGERS.DRAGGED_OVER_INDEX } },
  });

describe('the order of a dragged list', () => {
  it('is the drag’s while it lasts and the list’s own afterwards', () => {
    const order = new DragOrder<Row>();
    const moves: [string, number][] = [];
    expect(order.shown(rows('a', 'b', 'c')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    order.handleConsider(event(rows('b', 'a', 'c'), 'a'));
    expect(order.isDragging).toBe(true);
    expect(order.shown(rows('a', 'b', 'c')).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    order.handleFinalize(event(rows('b', 'c', 'a'), 'a'), (row, toIndex) => moves.push([row.id, toIndex]));
    expect(order.isDragging).toBe(false);
    expect(moves).toEqual([['a', 2]]);
  });
});
