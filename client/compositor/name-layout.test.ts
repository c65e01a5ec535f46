import { describe, expect, it } from 'vitest';
import { layoutNameCard, layoutNameTag } from './name-layout.ts';
import type { MeasureText } from './type-line.ts';

/** Every letter is half as wide as the type is high. */
const measure: MeasureText = (text, { sizePx }) => text.length * sizePx * 0.5;

const tag = (name: string, side: 'left' | 'right' = 'left') =>
  layoutNameTag({ kind: 'name-tag', name, typePx: 20, side, widthPx: 200, heightPx: 34 }, measure);

const card = (
  name: string,
  stateLine: string | null,
  size = { widthPx: 640, heightPx: 720 },
  freeHeightPx = size.heightPx,
) => layoutNameCard({ kind: 'name-card', name, stateLine, freeHeightPx, ...size }, measure);

describe('a name tag', () => {
  it('is as wide as its name, at its side', () => {
    expect(tag('Ada').ground).toEqual({ x: 0, y: 0, width: 54, height: 34 });
    expect(tag('Ada', 'right').ground).toEqual({ x: 146, y: 0, width: 54, height: 34 });
    expect(tag('Ada').line).toMatchObject({ text: 'Ada', x: 12 });
    expect(tag('Ada', 'right').line.x).toBe(158);
  });

  it('cuts a long name and never leaves its raster', () => {
    const { ground, line } = tag('Wolfeschlegelsteinhausenbergerdorff');
    expect(line.text).toBe('Wolfeschlegelste…');
    expect(ground.width).toBeLessThanOrEqual(200);
  });
});

describe('a name card', () => {
  it('has the first letter, the name and the state below one another, in the middle', () => {
    const { disc, initial, name, state } = card('ada lovelace', 'Reconnecting');
    expect([initial.text, name.map(({ text }) => text), state?.text]).toEqual(['A', ['ada lovelace'], 'Reconnecting']);
    expect(disc.x).toBe(320);
    const [line] = name;
    expect(line && line.x + measure(line.text, line) / 2).toBeCloseTo(320, 9);
    expect(disc.y + disc.radiusPx).toBeLessThan((line?.y ?? 0) - (line?.sizePx ?? 0) / 2);
    expect(line?.y).toBeLessThan((state?.y ?? 0) - (state?.sizePx ?? 0) / 2);
    expect(card('ada', null).state).toBeNull();
  });

  it('keeps its words above what a product’s card covers', () => {
    const { disc, state } = card('ada', 'Reconnecting', { widthPx: 1010, heightPx: 720 }, 530);
    expect(disc.y - disc.radiusPx).toBeGreaterThanOrEqual(0);
    expect(state?.y).toBeLessThan(530);
  });

  it.each([
    { widthPx: 1280, heightPx: 720 },
    { widthPx: 576, heightPx: 1024 },
    { widthPx: 230, heightPx: 130 },
    { widthPx: 166, heightPx: 222 },
  ])('stays inside $widthPx × $heightPx, however long the name', (size) => {
    const { disc, name, state } = card('Maximiliane Charlotte von und zu Wolfenstein', 'Reconnecting', size);
    expect(disc.y - disc.radiusPx).toBeGreaterThanOrEqual(0);
    expect(name).toHaveLength(2);
    for (const line of [...name, ...(state ? [state] : [])]) {
      expect(line.x).toBeGreaterThanOrEqual(0);
      expect(line.x + measure(line.text, line)).toBeLessThanOrEqual(size.widthPx);
      expect(line.y).toBeLessThanOrEqual(size.heightPx);
    }
  });
});
