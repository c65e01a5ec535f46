import { describe, expect, it } from 'vitest';
import { ownsKeys } from './owns-keys.ts';

describe('ownsKeys', () => {
  const find = (html: string, selector: string): Element | null => {
    document.body.innerHTML = html;
    return document.querySelector(selector);
  };

  it.each([
    ['<input type="text">', 'input', true],
    ['<textarea></textarea>', 'textarea', true],
    ['<dialog open><button></button></dialog>', 'button', true],
    ['<button></button><dialog open></dialog>', 'button', true],
    ['<button></button><dialog></dialog>', 'button', false],
    ['<div role="menu"><button></button></div>', 'button', true],
    ['<input type="radio">', 'input', false],
    ['<input type="range">', 'input', false],
    ['<button></button>', 'button', false],
  ])('of %s is %s → %s', (html, selector, expected) => {
    expect(ownsKeys(find(html, selector))).toBe(expected);
  });
});
