import { beforeEach, describe, expect, it } from 'vitest';
import { rowKey } from './row-keys.ts';

let list: HTMLElement;
beforeEach(() => {
  const row = (name: string): string => `<li><button>${name}</button><button class="menu">…</button></li>`;
  document.body.innerHTML = `<ul>${['a', 'b', 'c'].map(row).join('')}</ul>`;
  list = document.body.querySelector('ul') ?? document.body;
});

const press = (index: number, init: KeyboardEventInit, selector = 'button') => {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true });
  list.children[index]?.querySelector(selector)?.dispatchEvent(event);
  return rowKey(event, list);
};

describe('a key on a row', () => {
  it.each([
    [1, { key: 'F2' }, { does: 'rename', index: 1 }],
    [2, { key: 'Delete' }, { does: 'remove', index: 2 }],
    [1, { key: 'ArrowUp', ctrlKey: true }, { does: 'move', index: 1, toIndex: 0 }],
    [0, { key: 'End', ctrlKey: true }, { does: 'move', index: 0, toIndex: 2 }],
    [0, { key: 'ArrowDown' }, { does: 'walk', index: 0 }],
  ])('of row %i with %j is %j', (index, init, expected) => {
    expect(press(index, init)).toMatchObject(expected);
  });

  it.each([
    [0, { key: 'ArrowUp' }],
    [2, { key: 'ArrowDown', ctrlKey: true }],
    [1, { key: 'x' }],
  ])('of row %i with %j means nothing', (index, init) => {
    expect(press(index, init)).toBeNull();
  });

  it('on another control of the row means nothing', () => {
    expect(press(1, { key: 'Delete' }, '.menu')).toBeNull();
  });

  it('walks the focus to the next row', () => {
    const walk = press(0, { key: 'ArrowDown' });
    if (walk?.does === 'walk') walk.focus();
    expect(document.activeElement?.textContent).toBe('b');
  });
});
