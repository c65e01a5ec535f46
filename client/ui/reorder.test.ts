import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reorderable } from './reorder.ts';

let list: HTMLElement;
let moves: [number, number][];
let detach: void | (() => void);

beforeEach(() => {
  document.body.innerHTML = '<ul><li><button>a</button><button class="menu">…</button></li><li>b</li><li>c</li></ul>';
  list = document.body.querySelector('ul') ?? document.body;
  placeRows();
  list.setPointerCapture = () => undefined;
  list.hasPointerCapture = () => false;
  moves = [];
  detach = reorderable((from, to) => moves.push([from, to]))(list);
});
afterEach(() => detach?.());

const placeRows = (): void => {
  for (const [index, row] of [...list.children].entries()) {
    Object.defineProperties(row, {
      offsetTop: { value: index * 40, configurable: true },
      offsetHeight: { value: 40, configurable: true },
    });
  }
};

/** How far a row is drawn from where it rests. */
const shiftOf = (row: Element): number =>
  row instanceof HTMLElement ? Number.parseFloat(row.style.transform.slice('translateY('.length) || '0') : NaN;

const point = (type: string, clientY: number, target: Element | null = list.querySelector('button')): void => {
  const event = new PointerEvent(type, {
    bubbles: true,
    pointerId: 1,
    pointerType: 'mouse',
    button: 0,
    buttons: 1,
    clientY,
  });
  target?.dispatchEvent(event);
};

describe('a reorderable list', () => {
  it('tells the old and the new place of a row at the drop', () => {
    point('pointerdown', 20);
    point('pointermove', 50);
    point('pointermove', 75);
    expect(list.children[0]?.hasAttribute('data-dragged')).toBe(true);
    point('pointerup', 75);
    expect(moves).toEqual([[0, 1]]);
    expect(list.children[0]?.hasAttribute('data-dragged')).toBe(false);
    expect(list.querySelector<HTMLElement>('li')?.style.transform).toBe('');
  });

  it('leaves a press that hardly moves to the row', () => {
    point('pointerdown', 20);
    point('pointermove', 23);
    point('pointerup', 23);
    expect(moves).toEqual([]);
  });

  it('forgets a press that was let go of outside', () => {
    point('pointerdown', 20);
    const hover = new PointerEvent('pointermove', { bubbles: true, pointerId: 1, buttons: 0, clientY: 90 });
    list.dispatchEvent(hover);
    expect(list.querySelector('[data-dragged]')).toBeNull();
  });

  it('takes a drag back at Escape', () => {
    point('pointerdown', 20);
    point('pointermove', 90);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    point('pointerup', 90);
    expect(moves).toEqual([]);
  });

  it('drops the row that was taken where it is shown, whoever moved the others meanwhile', () => {
    const [a, b, c] = list.children;
    if (!a || !b || !c) throw new Error('the list has three rows');
    point('pointerdown', 20);
    point('pointermove', 30);
    c.after(b);
    b.after(a);
    placeRows();
    point('pointermove', 60);
    point('pointerup', 60);
    expect(moves).toEqual([[2, 1]]);
  });

  it('keeps the row in sight when the pointer leaves what scrolls', () => {
    const [a] = list.children;
    list.style.overflowY = 'auto';
    list.getBoundingClientRect = () => new DOMRect(0, 0, 100, 100);
    if (a) a.getBoundingClientRect = () => new DOMRect(0, shiftOf(a), 100, 40);
    point('pointerdown', 20);
    point('pointermove', 50);
    point('pointermove', 400);
    expect(a && shiftOf(a)).toBe(60);
    point('pointermove', 40);
    expect(a && shiftOf(a)).toBe(20);
    point('pointermove', -300);
    expect(a && shiftOf(a)).toBe(0);
  });

  it('takes a drag back whose row somebody else took away', () => {
    const [a] = list.children;
    const grip = list.querySelector('button');
    point('pointerdown', 20);
    point('pointermove', 90);
    a?.remove();
    placeRows();
    point('pointerup', 90, list);
    expect(moves).toEqual([]);
    expect(grip?.closest('[data-dragged]')).toBeNull();
    expect([...list.children].map((row) => row.getAttribute('style') ?? '')).toEqual(['', '']);
  });

  it('keeps the browser’s menu out of a drag', () => {
    const menu = (): boolean => list.dispatchEvent(new MouseEvent('contextmenu', { cancelable: true }));
    expect(menu()).toBe(true);
    point('pointerdown', 20);
    point('pointermove', 50);
    expect(menu()).toBe(false);
  });

  it('does not start on a row’s other controls', () => {
    const menu = list.querySelector('.menu');
    point('pointerdown', 20, menu);
    point('pointermove', 90, menu);
    point('pointerup', 90, menu);
    expect(moves).toEqual([]);
  });
});
