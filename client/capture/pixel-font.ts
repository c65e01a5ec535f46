/**
 * The few glyphs of the test pattern's clock, 5 × 7 dots: one number a row from the top, its highest of five bits at the left.
 * Drawn by code, because a worker of a test has no fonts that look the same everywhere.
 */
const GLYPHS: Readonly<Record<string, readonly number[]>> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  ':': [0, 4, 4, 0, 4, 4, 0],
  '.': [0, 0, 0, 0, 0, 12, 12],
  U: [17, 17, 17, 17, 17, 17, 14],
  T: [31, 4, 4, 4, 4, 4, 4],
  C: [14, 17, 16, 16, 16, 17, 14],
};

export const GLYPH_ROWS = 7;
const GLYPH_COLUMNS = 5;
/** One empty column between glyphs. */
const ADVANCE = GLYPH_COLUMNS + 1;

/** Dots across a text. */
export const textColumns = (text: string): number => text.length * ADVANCE - 1;

/** Calls `paintDot` for every set dot of `text`. A character without a glyph is a space. */
export const forEachDot = (text: string, paintDot: (column: number, row: number) => void): void => {
  for (let index = 0; index < text.length; index += 1) {
    const glyph = GLYPHS[text.charAt(index)] ?? [];
    glyph.forEach((bits, row) => {
      for (let column = 0; column < GLYPH_COLUMNS; column += 1) {
        if ((bits >> (GLYPH_COLUMNS - 1 - column)) & 1) paintDot(index * ADVANCE + column, row);
      }
    });
  }
};
