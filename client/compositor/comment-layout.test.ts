import { describe, expect, it } from 'vitest';
import { layoutComment } from './comment-layout.ts';
import type { FontFacts } from './type-line.ts';

/** A font whose every character is 0.55 of its size wide. */
const measure = (text: string, font: FontFacts): number => [...text].length * font.sizePx * 0.55;

const layoutOf = (text: string, name = 'Mei') =>
  layoutComment({ kind: 'comment', name, text, typePx: 28, widthPx: 630, heightPx: 190 }, measure);

const textOf = (text: string): readonly string[] => layoutOf(text).text.map((line) => line.text);

const words = (count: number): string => Array.from({ length: count }, () => 'honey').join(' ');

describe('layout of a comment', () => {
  it('is as large as its words, at the lower left, with a colored edge', () => {
    const { ground, edge, name, text } = layoutOf('Is it fresh?');
    expect(ground.y + ground.height).toBe(190);
    expect(ground.height).toBeLessThan(110);
    expect(ground.width).toBeCloseTo(name.x + 12 * 28 * 0.55 + 0.8 * 28, 6);
    expect(edge).toMatchObject({ x: 0, y: ground.y, height: ground.height });
    expect(text).toMatchObject([{ text: 'Is it fresh?', sizePx: 28 }]);
    expect(name.y).toBeLessThan(text[0]?.y ?? 0);
  });

  it('wraps to three lines, then to four smaller ones, then cuts', () => {
    expect(textOf(words(12))).toHaveLength(2);
    expect(layoutOf(words(17)).text.map(({ sizePx }) => sizePx)).toEqual([28, 28, 28]);
    const small = layoutOf(words(24)).text;
    expect(small).toHaveLength(4);
    expect(small[0]?.sizePx).toBeCloseTo(22.4, 6);
    expect(textOf(words(90)).at(-1)).toMatch(/…$/);
  });

  it.each([words(1), words(17), words(90), '蜂蜜是今年的新蜜吗'.repeat(40), 'x'.repeat(500)])(
    'never leaves its box',
    (text) => {
      const { ground, name, text: lines } = layoutOf(text, 'A very long name that somebody chose for themselves');
      expect(ground.y).toBeGreaterThanOrEqual(0);
      for (const line of [name, ...lines]) {
        expect(line.x + measure(line.text, line)).toBeLessThanOrEqual(630);
        expect(line.y).toBeLessThan(190);
        expect(line.y - line.sizePx * 0.8).toBeGreaterThan(ground.y);
      }
    },
  );
});
