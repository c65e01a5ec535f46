import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reorderable } from './reorder.ts';

let list: HTMLElement;
let moves: [number, number][];
let detach: void | (() => void);

beforeEach(() => {
  document.body.innerHTML = '<ul><li><button>a</button><button class="menu">…</button></li><li>b</li><li>c</li></ul>';
  list = document.body.querySelector('ul') ?? document.body;
  for (const [index, row] of [...list.children].entries()) {
    Object.defineProperties(row, { offsetTop: { value: index * 40 }, offsetHeight: { value: 40 } });
  }
  list.setPointerCapture = () => undefined;
  list.hasPointerCapture = () => false;
  moves = [];
  detach = reorderable((from, to) => moves.push([from, to]))(list);
});
afterEach(() => detach?.());

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

  it('does not start on a row’s other controls', () => {
    const menu = list.querySelector('.menu');
    point('pointerdown', 20, menu);
    point('pointermove', 90, menu);
    point('pointerup', 90, menu);
    expect(moves).toEqual([]);
  });
});
