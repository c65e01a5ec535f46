import { parse } from 'valibot';
import { describe, expect, it } from 'vitest';
import { Color, type TextStyle } from '../../shared/scene/document.ts';
import type { CalloutCard } from '../../shared/scene/program.ts';
import { layoutCard } from './card-layout.ts';
import { layoutText } from './text-layout.ts';
import type { FontFacts, TextLine } from './type-line.ts';

/** A font whose every character is 0.55 of its size wide. */
const measure = (text: string, font: FontFacts): number => [...text].length * font.sizePx * 0.55;

const SIZE = { widthPx: 474, heightPx: 156 };

const aCard = (facts: Partial<CalloutCard> = {}): CalloutCard => ({
  name: 'Wildflower honey',
  price: '¥39.90',
  formerPrice: '¥52',
  stockLine: '23 left',
  sellerLine: null,
  availability: 'available',
  pictureKey: 'honey',
  ...facts,
});

const right = (line: TextLine): number => line.x + measure(line.text, line);

describe('layout of a callout card', () => {
  it('puts a square picture left and the texts beside it, price largest, stock last', () => {
    const layout = layoutCard(aCard(), SIZE, measure);
    expect(layout.picture?.rect).toEqual({ x: 14, y: 14, width: 128, height: 128 });
    expect(layout.name).toHaveLength(1);
    expect(layout.price.x).toBe(160);
    expect(layout.price.sizePx).toBeGreaterThan(layout.name[0]?.sizePx ?? Infinity);
    expect(layout.price.y).toBeGreaterThan(layout.name[0]?.y ?? Infinity);
    expect(layout.stock?.y).toBeGreaterThan(layout.price.y);
  });

  it('makes the price’s digits a 22nd of a 720-line picture, and keeps a 12 px radius', () => {
    const layout = layoutCard(aCard(), SIZE, measure);
    expect(layout.price.sizePx * 0.727).toBeGreaterThanOrEqual(720 / 22);
    expect(layout.radiusPx).toBe(12);
  });

  it('breaks a long name into two smaller lines and cuts a longer one', () => {
    const two = layoutCard(aCard({ name: 'Wildflower honey from the mountain, first harvest' }), SIZE, measure).name;
    expect(two.map(({ text }) => text)).toEqual(['Wildflower honey from the', 'mountain, first harvest']);
    expect(two[0]?.sizePx).toBe(18);
    const cut = layoutCard(aCard({ name: 'Honey '.repeat(40).trim() }), SIZE, measure).name;
    expect(cut).toHaveLength(2);
    expect(cut[1]?.text.endsWith('…')).toBe(true);
  });

  it('keeps every text inside the paper, whatever the words', () => {
    for (const name of [
      'A',
      '野花蜂蜜五百克装山里第一茬收获纯天然无添加',
      'Unbreakablewordthatisfartoolongforanycard',
    ]) {
      for (const price of ['¥1', 'Rp1.250.000,00', '¥39.90']) {
        for (const formerPrice of [null, '¥52', 'Rp2.500.000,00']) {
          for (const sellerLine of [null, 'Sold by Ann', `Sold by ${'M'.repeat(40)}`]) {
            const card = aCard({ name, price, formerPrice, sellerLine, stockLine: '1,000,000 left' });
            const layout = layoutCard(card, SIZE, measure);
            const lines = [...layout.name, layout.price, layout.formerPrice, layout.stock, layout.seller].filter(
              (line) => line !== null,
            );
            for (const line of lines) {
              expect(right(line)).toBeLessThanOrEqual(SIZE.widthPx);
              expect(line.y).toBeLessThan(SIZE.heightPx - 8);
              expect(line.y - line.sizePx * 0.75).toBeGreaterThan(8);
            }
          }
        }
      }
    }
  });

  it('says who sells it below everything else', () => {
    const layout = layoutCard(aCard({ sellerLine: 'Sold by Ann' }), SIZE, measure);
    expect(layout.seller).toMatchObject({ text: 'Sold by Ann', x: layout.price.x, sizePx: 16 });
    expect((layout.seller?.y ?? 0) - (layout.stock?.y ?? Infinity)).toBeGreaterThan(16);
    const uncounted = layoutCard(aCard({ sellerLine: 'Sold by Ann', stockLine: null }), SIZE, measure);
    expect(uncounted.stock).toBeNull();
    expect((uncounted.seller?.y ?? 0) - uncounted.price.y).toBeGreaterThan(16);
  });

  it('moves a former price that has no room beside the price to the stock line', () => {
    const layout = layoutCard(aCard({ price: 'Rp1.250.000', formerPrice: 'Rp2.500.000' }), SIZE, measure);
    expect(layout.formerPrice?.y).toBe(layout.stock?.y);
    expect(layout.stock?.x).toBeGreaterThan(layout.formerPrice ? right(layout.formerPrice) : Infinity);
  });

  it('uses the whole width when there is no picture, and centers what is left without a stock line', () => {
    const layout = layoutCard(aCard({ pictureKey: null, stockLine: null }), SIZE, measure);
    expect(layout.picture).toBeNull();
    expect(layout.price.x).toBe(20);
    expect(layout.stock).toBeNull();
    const top = (layout.name[0]?.y ?? 0) - 0.77 * 27;
    const bottom = layout.price.y + 0.23 * 50;
    expect(top).toBeCloseTo(SIZE.heightPx - bottom, 5);
  });

  it('is the same design at any size', () => {
    const large = layoutCard(aCard(), { widthPx: 948, heightPx: 312 }, measure);
    const small = layoutCard(aCard(), SIZE, measure);
    expect(large.price).toEqual({
      ...small.price,
      x: small.price.x * 2,
      y: small.price.y * 2,
      sizePx: small.price.sizePx * 2,
    });
  });
});

const textStyle = (facts: Partial<TextStyle> = {}): TextStyle => ({
  sizeFraction: 0.1,
  weight: 600,
  align: 'left',
  color: parse(Color, '#ffffff'),
  background: null,
  ...facts,
});

describe('layout of a text layer', () => {
  const facts = { text: 'Starting soon', widthPx: 600, heightPx: 100, programHeightPx: 500 };

  it.each([
    ['left', 0],
    ['center', (600 - 13 * 27.5) / 2],
    ['right', 600 - 13 * 27.5],
  ] as const)('aligns %s', (align, x) => {
    const { lines } = layoutText({ ...facts, style: textStyle({ align }) }, measure);
    expect(lines[0]?.x).toBeCloseTo(x, 5);
    expect(lines[0]?.sizePx).toBe(50);
  });

  it('wraps to the width and shrinks until all lines fit the height', () => {
    const long = 'We start in five minutes with honey from the mountain and a small gift for everyone';
    const { lines } = layoutText({ ...facts, text: long, heightPx: 130, style: textStyle() }, measure);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines[0]?.sizePx).toBeLessThan(50);
    expect(lines[0]?.sizePx).toBeGreaterThan(24);
    expect(lines.map(({ text }) => text).join(' ')).toBe(long);
    expect(Math.max(...lines.map(right))).toBeLessThanOrEqual(600);
  });

  it('cuts what cannot be shrunk enough', () => {
    const { lines } = layoutText(
      { ...facts, text: 'word '.repeat(400).trim(), heightPx: 60, style: textStyle() },
      measure,
    );
    expect(lines.at(-1)?.text.endsWith('…')).toBe(true);
    expect(lines.length).toBeLessThanOrEqual(2);
  });

  it('puts the box closely around the block, inside the layer', () => {
    const background = parse(Color, '#000000');
    const { ground, lines } = layoutText({ ...facts, style: textStyle({ background, align: 'right' }) }, measure);
    expect(ground && ground.rect.x + ground.rect.width).toBeCloseTo(600, 5);
    expect(ground?.rect.width).toBeCloseTo(13 * 27.5 + 50, 5);
    expect(lines[0]?.x).toBeCloseTo((ground?.rect.x ?? 0) + 25, 5);
  });

  it('keeps the host’s own line breaks', () => {
    const { lines } = layoutText({ ...facts, text: 'Back at\n20:30', heightPx: 300, style: textStyle() }, measure);
    expect(lines.map(({ text }) => text)).toEqual(['Back at', '20:30']);
  });
});
