import { expect, it } from 'vitest';
import { forEachDot, GLYPH_ROWS, textColumns } from './pixel-font.ts';

const draw = (text: string): string[] => {
  const rows = Array.from({ length: GLYPH_ROWS }, () => Array<string>(textColumns(text)).fill('.'));
  forEachDot(text, (column, row) => {
    const line = rows[row];
    if (line) line[column] = '#';
  });
  return rows.map((row) => row.join(''));
};

it('draws digits side by side with a column between', () => {
  expect(draw('17')).toEqual([
    '..#...#####',
    '.##.......#',
    '..#......#.',
    '..#.....#..',
    '..#....#...',
    '..#....#...',
    '.###...#...',
  ]);
});

it('leaves a gap for a character that it does not have', () => {
  expect(draw(' ').join('')).not.toContain('#');
});
