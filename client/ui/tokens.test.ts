import { describe, expect, it } from 'vitest';
import tokensCss from './tokens.css?raw';

const styles = import.meta.glob<string>('./*.{svelte,css}', { query: '?raw', import: 'default', eager: true });

/** A color's values in the light and the dark theme. */
function tokenValues(name: string): { light: string; dark: string } {
  const value = new RegExp(`--${name}: ([^;]+);`).exec(tokensCss)?.[1];
  if (value === undefined) throw new Error(`there is no token --${name}`);
  const pair = /^light-dark\((#\w+), (#\w+)\)$/.exec(value);
  return { light: pair?.[1] ?? value, dark: pair?.[2] ?? value };
}

function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r = 0, g = 0, b = 0] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

const surfaces = ['color-ground', 'color-panel', 'color-raised', 'color-control'];
const textPairs = [
  ...['color-text', 'color-text-muted', 'color-text-faint'].flatMap((text) => surfaces.map((on) => [text, on])),
  ...['color-primary', 'color-primary-hover', 'color-primary-active'].map((on) => ['color-on-primary', on]),
  ...['color-air-fill', 'color-air-fill-hover'].map((on) => ['color-air-on-fill', on]),
  ['color-air-text', 'color-air-ground'],
  ['color-air-text', 'color-panel'],
  ['color-on-explain', 'color-explain'],
  ['color-explain-text', 'color-explain-ground'],
  ['color-explain-text', 'color-panel'],
  ['color-preview-text', 'color-preview-ground'],
  ['color-preview-text', 'color-panel'],
  ...['color-paper-text', 'color-paper-muted', 'color-paper-stock'].map((text) => [text, 'color-paper']),
  ['color-paper', 'color-paper-text-hover'],
  ...['color-paper-gone-text', 'color-paper-gone-stock'].map((text) => [text, 'color-paper-gone']),
] as [string, string][];
const shapePairs = [
  ...['color-field-line', 'color-focus', 'color-air', 'color-preview'].map((shape) => [shape, 'color-panel']),
  ['color-field-line', 'color-ground'],
  ['color-focus', 'color-ground'],
] as [string, string][];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const ratio = ([front, back]: [string, string]) => contrast(tokenValues(front)[theme], tokenValues(back)[theme]);

  it('every text is readable on its ground by WCAG AA', () => {
    for (const pair of textPairs) expect(ratio(pair), pair.join(' on ')).toBeGreaterThanOrEqual(4.5);
  });

  it('every frame and signal stands out from its ground by WCAG AA', () => {
    for (const pair of shapePairs) expect(ratio(pair), pair.join(' on ')).toBeGreaterThanOrEqual(3);
  });
});

it('raw colors stand in tokens.css only', () => {
  expect(Object.keys(styles).length).toBeGreaterThan(30);
  for (const [path, source] of Object.entries(styles)) {
    if (path === './tokens.css') continue;
    const css = path.endsWith('.css') ? source : source.slice(source.indexOf('<style>'));
    expect(css.match(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/gi) ?? [], path).toEqual([]);
  }
});

it('every token that a component uses is declared', () => {
  const declared = new Set(tokensCss.match(/--[\w-]+(?=:)/g));
  for (const [path, source] of Object.entries(styles)) {
    const own = new Set(source.match(/--[\w-]+(?=[:=])/g));
    for (const [, name = ''] of source.matchAll(/var\((--[\w-]+)(?=\))/g)) {
      expect(declared.has(name) || own.has(name), `${name} in ${path}`).toBe(true);
    }
  }
});
