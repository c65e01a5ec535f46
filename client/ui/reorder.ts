import type { Attachment } from 'svelte/attachments';
import { dropIndex, edgePull, rowShiftPx, type RowBox } from './reorder-rows.ts';

/** A press travels this far before it is a drag. */
const THRESHOLD_PX = 5;
/** A finger that rests this long on a row takes it; a shorter one scrolls or presses. */
const HOLD_MS = 350;

type OnMove = (from: number, to: number) => void;

/**
 * Lets the children of a list be dragged into another order, by mouse, pen, or a finger that rests on a row first; rows make
 * room as the drag goes, and the list scrolls at its ends. `onmove` gets the old and the new index once, at the drop; Escape
 * takes the drag back. The dragged row has `data-dragged`. A list needs another way for keyboards.
 */
export const reorderable =
  (onmove: OnMove): Attachment<HTMLElement> =>
  (list) => {
    const controller = new AbortController();
    const { signal } = controller;
    const drags = new RowDrags(list, onmove);
    list.style.userSelect = 'none';
    list.addEventListener('pointerdown', (event) => drags.press(event), { signal });
    list.addEventListener('pointermove', (event) => drags.move(event), { signal });
    list.addEventListener('pointerup', () => drags.end('dropped'), { signal });
    list.addEventListener('pointercancel', () => drags.end('taken-back'), { signal });
    // A finger that holds a row must not scroll the page under it.
    list.addEventListener('touchmove', (event) => drags.isDragging && event.preventDefault(), {
      signal,
      passive: false,
    });
    // A finger that rests on a picture would have the browser's menu in place of the row.
    list.addEventListener('contextmenu', (event) => drags.isDragging && event.preventDefault(), { signal });
    list.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || !drags.isDragging) return;
      event.stopPropagation();
      drags.end('taken-back');
    };
    window.addEventListener('keydown', escape, { signal, capture: true });
    return () => {
      drags.end('taken-back');
      controller.abort();
    };
  };

type Press = { readonly row: HTMLElement; readonly event: PointerEvent; readonly hold: number | null };

type Places = { readonly from: number; readonly rows: readonly HTMLElement[]; readonly boxes: readonly RowBox[] };

type Drag = {
  readonly pointerId: number;
  readonly row: HTMLElement;
  /** From the row's top to the pointer when it was taken, so that scrolling counts as moving. */
  readonly gripPx: number;
  /** From the list's top to where the places of its rows are counted from. */
  readonly listToRowsPx: number;
  readonly scroller: HTMLElement | null;
  /** As the list has them now: somebody else may add, take away and move rows meanwhile. */
  places: Places;
  to: number;
  clientYPx: number;
};

/** One list's drags: a press on a row becomes a drag by travel, or by a finger's rest. */
class RowDrags {
  readonly #list: HTMLElement;
  readonly #onmove: OnMove;
  #press: Press | null = null;
  #drag: Drag | null = null;
  #frame = 0;

  constructor(list: HTMLElement, onmove: OnMove) {
    this.#list = list;
    this.#onmove = onmove;
  }

  get isDragging(): boolean {
    return this.#drag !== null;
  }

  press(event: PointerEvent): void {
    const { target } = event;
    const row = [...this.#list.children].find((child) => target instanceof Node && child.contains(target));
    if (event.button !== 0 || this.#drag || !(row instanceof HTMLElement) || !isOfRow(target, row)) return;
    this.#forget();
    const hold = event.pointerType === 'touch' ? window.setTimeout(() => this.#start(), HOLD_MS) : null;
    this.#press = { row, event, hold };
  }

  move(event: PointerEvent): void {
    if (this.#press) this.#travel(this.#press, event);
    if (!this.#drag || event.pointerId !== this.#drag.pointerId) return;
    this.#drag.clientYPx = event.clientY;
    this.#place(this.#drag);
  }

  end(outcome: 'dropped' | 'taken-back'): void {
    this.#forget();
    const drag = this.#drag;
    if (!drag) return;
    const isThere = this.#place(drag);
    this.#drag = null;
    cancelAnimationFrame(this.#frame);
    for (const row of drag.places.rows) row.style.transform = '';
    delete drag.row.dataset['dragged'];
    if (this.#list.hasPointerCapture(drag.pointerId)) this.#list.releasePointerCapture(drag.pointerId);
    const { from } = drag.places;
    if (outcome === 'dropped' && isThere && from !== drag.to) this.#onmove(from, drag.to);
  }

  #travel({ event: first, hold }: Press, event: PointerEvent): void {
    // Let go of outside the list, before it was a drag.
    if (event.buttons === 0) return this.#forget();
    if (Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) < THRESHOLD_PX) return;
    if (hold === null) this.#start();
    else this.#forget();
  }

  #start(): void {
    const press = this.#press;
    this.#forget();
    const places = press && placesOf(this.#list, press.row);
    if (!press || !places) return;
    const { row, event } = press;
    const { pointerId, clientY } = event;
    const { top } = row.getBoundingClientRect();
    const listToRowsPx = top - this.#list.getBoundingClientRect().top - (places.boxes[places.from]?.topPx ?? 0);
    this.#drag = {
      pointerId,
      row,
      gripPx: clientY - top,
      listToRowsPx,
      scroller: scrollerOf(this.#list),
      places,
      to: places.from,
      clientYPx: clientY,
    };
    this.#list.setPointerCapture(pointerId);
    row.dataset['dragged'] = '';
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  /** Whether the dragged row is still there. */
  #place(drag: Drag): boolean {
    if (!isSame(rowsOf(this.#list), drag.places.rows)) {
      for (const row of drag.places.rows) row.style.transform = '';
      const places = placesOf(this.#list, drag.row);
      if (!places) return false;
      drag.places = places;
    }
    const { from, rows, boxes } = drag.places;
    const restsAtPx = this.#list.getBoundingClientRect().top + drag.listToRowsPx + (boxes[from]?.topPx ?? 0);
    const movedPx = withinView(drag, drag.clientYPx - drag.gripPx) - restsAtPx;
    drag.to = dropIndex(boxes, from, movedPx);
    for (const [index, row] of rows.entries()) {
      const shiftPx = index === from ? movedPx : rowShiftPx(boxes, index, { from, to: drag.to });
      row.style.transform = shiftPx === 0 ? '' : `translateY(${shiftPx}px)`;
    }
    return true;
  }

  /** Runs with the drag: at the ends of what scrolls, the list goes on by itself. */
  #scroll(): void {
    if (!this.#drag) return;
    const { scroller } = this.#drag;
    const pullPx = scroller ? edgePull(this.#drag.clientYPx, scroller.getBoundingClientRect()) : 0;
    if (scroller) scroller.scrollTop += pullPx;
    const isStill = pullPx === 0 && isSame(rowsOf(this.#list), this.#drag.places.rows);
    if (!isStill && !this.#place(this.#drag)) return this.end('taken-back');
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }

  #forget(): void {
    if (this.#press && this.#press.hold !== null) clearTimeout(this.#press.hold);
    this.#press = null;
  }
}

const rowsOf = (list: HTMLElement): readonly HTMLElement[] =>
  [...list.children].filter((child) => child instanceof HTMLElement);

const isSame = (rows: readonly HTMLElement[], others: readonly HTMLElement[]): boolean =>
  rows.length === others.length && rows.every((row, index) => row === others[index]);

/** Null where `row` is none of the list's. */
const placesOf = (list: HTMLElement, row: HTMLElement): Places | null => {
  const rows = rowsOf(list);
  const from = rows.indexOf(row);
  if (from === -1) return null;
  return {
    from,
    rows,
    boxes: rows.map(({ offsetTop, offsetHeight }) => ({ topPx: offsetTop, heightPx: offsetHeight })),
  };
};

/** Where the dragged row is drawn: it stays in sight when the pointer leaves what scrolls. */
const withinView = ({ row, scroller }: Drag, topPx: number): number => {
  if (!scroller) return topPx;
  const view = scroller.getBoundingClientRect();
  return Math.max(view.top, Math.min(view.bottom - row.offsetHeight, topPx));
};

const scrollerOf = (element: HTMLElement | null): HTMLElement | null => {
  if (!element) return null;
  const isScroller = /auto|scroll/.test(getComputedStyle(element).overflowY);
  return isScroller ? element : scrollerOf(element.parentElement);
};

/** Whether a press there belongs to the row: to its first button or to no control at all. */
const isOfRow = (target: EventTarget | null, row: HTMLElement): boolean => {
  if (!(target instanceof Element) || target.closest('input, textarea, select, [popover]')) return false;
  const button = target.closest('button');
  return button === null || button === row.querySelector('button');
};
