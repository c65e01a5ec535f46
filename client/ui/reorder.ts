import type { Attachment } from 'svelte/attachments';
import { dropIndex, edgePull, rowShiftPx, type RowBox } from './reorder-rows.ts';

/** A press travels this far before it is a drag. */
const THRESHOLD_PX = 5;
/** A finger that rests this long on a row takes it; a shorter one scrolls or presses. */
const HOLD_MS = 350;

type Drag = {
  readonly pointerId: number;
  readonly from: number;
  readonly rows: readonly HTMLElement[];
  readonly boxes: readonly RowBox[];
  /** From the list's top to the pointer when the row was taken, so that scrolling counts as moving. */
  readonly grabbedAtPx: number;
  to: number;
  clientYPx: number;
};

type Press = { readonly row: HTMLElement; readonly event: PointerEvent; readonly hold: number | null };

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

/**
 * Lets the children of a list be dragged into another order, by mouse, pen, or a finger that rests on a row first; rows make
 * room as the drag goes, and the list scrolls at its ends. `onmove` gets the old and the new index once, at the drop; Escape
 * takes the drag back. The dragged row has `data-dragged`. A list needs another way for keyboards.
 */
export const reorderable =
  (onmove: (from: number, to: number) => void): Attachment<HTMLElement> =>
  (list) => {
    const controller = new AbortController();
    const { signal } = controller;
    let press: Press | null = null;
    let drag: Drag | null = null;
    let frame = 0;

    const forget = (): void => {
      if (press?.hold != null) clearTimeout(press.hold);
      press = null;
    };

    const start = ({ row, event }: Press): void => {
      forget();
      const rows = [...list.children].filter((child) => child instanceof HTMLElement);
      const boxes = rows.map(({ offsetTop, offsetHeight }) => ({ topPx: offsetTop, heightPx: offsetHeight }));
      const from = rows.indexOf(row);
      if (from === -1) return;
      const grabbedAtPx = event.clientY - list.getBoundingClientRect().top;
      drag = { pointerId: event.pointerId, from, rows, boxes, grabbedAtPx, to: from, clientYPx: event.clientY };
      list.setPointerCapture(event.pointerId);
      row.dataset['dragged'] = '';
      frame = requestAnimationFrame(scroll);
    };

    const place = (moving: Drag): void => {
      const movedPx = moving.clientYPx - list.getBoundingClientRect().top - moving.grabbedAtPx;
      moving.to = dropIndex(moving.boxes, moving.from, movedPx);
      for (const [index, row] of moving.rows.entries()) {
        const shiftPx = index === moving.from ? movedPx : rowShiftPx(moving.boxes, index, moving);
        row.style.transform = shiftPx === 0 ? '' : `translateY(${shiftPx}px)`;
      }
    };

    /** Runs with the drag: at the ends of what scrolls, the list goes on by itself. */
    const scroll = (): void => {
      if (!drag) return;
      const scroller = scrollerOf(list);
      const pullPx = scroller ? edgePull(drag.clientYPx, scroller.getBoundingClientRect()) : 0;
      if (scroller && pullPx !== 0) {
        scroller.scrollTop += pullPx;
        place(drag);
      }
      frame = requestAnimationFrame(scroll);
    };

    const end = (outcome: 'dropped' | 'taken-back'): void => {
      forget();
      if (!drag) return;
      const { rows, from, to, pointerId } = drag;
      drag = null;
      cancelAnimationFrame(frame);
      for (const row of rows) row.style.transform = '';
      delete rows[from]?.dataset['dragged'];
      if (list.hasPointerCapture(pointerId)) list.releasePointerCapture(pointerId);
      if (outcome === 'dropped' && from !== to) onmove(from, to);
    };

    const down = (event: PointerEvent): void => {
      const row = [...list.children].find((child) => event.target instanceof Node && child.contains(event.target));
      if (event.button !== 0 || drag || !(row instanceof HTMLElement) || !isOfRow(event.target, row)) return;
      forget();
      const hold = event.pointerType === 'touch' ? window.setTimeout(() => press && start(press), HOLD_MS) : null;
      press = { row, event, hold };
    };

    const move = (event: PointerEvent): void => {
      // Let go of outside the list, before it was a drag.
      if (press && event.buttons === 0) forget();
      if (press) {
        const { event: first, hold } = press;
        const travelledPx = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY);
        if (travelledPx < THRESHOLD_PX) return;
        if (hold === null) start(press);
        else forget();
      }
      if (!drag || event.pointerId !== drag.pointerId) return;
      drag.clientYPx = event.clientY;
      place(drag);
    };

    list.style.userSelect = 'none';
    list.addEventListener('pointerdown', down, { signal });
    list.addEventListener('pointermove', move, { signal });
    list.addEventListener('pointerup', () => end('dropped'), { signal });
    list.addEventListener('pointercancel', () => end('taken-back'), { signal });
    // A finger that holds a row must not scroll the page under it.
    list.addEventListener('touchmove', (event) => drag && event.preventDefault(), { signal, passive: false });
    list.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !drag) return;
        event.stopPropagation();
        end('taken-back');
      },
      { signal, capture: true },
    );
    return () => {
      end('taken-back');
      controller.abort();
    };
  };
