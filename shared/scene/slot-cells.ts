import type { Rect } from '../geometry.ts';

/** Narrower slots cut off faces, wider ones cut off heads: width by height, as a phone's picture and as a laptop's. */
export const SLOT_ASPECT = { min: 9 / 16, max: 16 / 9 } as const;

type Size = Pick<Rect, 'width' | 'height'>;

/** Rows of cells that are all of one size; the last row may have fewer. */
type Grid = Size & { readonly columns: number; readonly rows: number };

const withinAspect = ({ width, height }: Size): Size => ({
  width: Math.min(width, height * SLOT_ASPECT.max),
  height: Math.min(height, width / SLOT_ASPECT.min),
});

const extentOf = (whole: number, count: number, gap: number): number =>
  Math.max(0, (whole - (count - 1) * gap) / count);

/** The grid with the largest cells; of equal ones the one with fewer columns. */
const bestGrid = (region: Size, count: number, gap: number): Grid => {
  let best: Grid = { columns: 1, rows: count, width: 0, height: 0 };
  for (let columns = 1; columns <= count; columns += 1) {
    const rows = Math.ceil(count / columns);
    const cell = withinAspect({
      width: extentOf(region.width, columns, gap),
      height: extentOf(region.height, rows, gap),
    });
    if (cell.width * cell.height > best.width * best.height) best = { columns, rows, ...cell };
  }
  return best;
};

/**
 * `count` equal cells of a good shape, as large as `region` allows, in rows that are centered, also the last one. All of one
 * unit, `gap` included.
 */
export const bestCells = (region: Rect, count: number, gap: number): Rect[] => {
  const { columns, rows, width, height } = bestGrid(region, count, gap);
  const top = region.y + (region.height - rows * height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const inRow = Math.min(columns, count - row * columns);
    const left = region.x + (region.width - inRow * width - (inRow - 1) * gap) / 2;
    const column = index - row * columns;
    return { x: left + column * (width + gap), y: top + row * (height + gap), width, height };
  });
};

export type SmallCells = {
  readonly region: Rect;
  readonly count: number;
  readonly gap: number;
  /** The size of a cell while there is room for it; more of them keep its shape and shrink. */
  readonly cell: Size;
  /** Where the first column (from the right) or the first row (from the left) begins. */
  readonly from: 'top-left' | 'top-right' | 'bottom-right';
};

/** Small cells in a corner of `region`: in columns from the right, or in rows from the left. */
export const smallCells = ({ region, count, gap, cell, from }: SmallCells): Rect[] => {
  const inRows = from === 'top-left';
  const { lines, scale } = bestLines({ region, count, gap, cell, from });
  const perLine = Math.ceil(count / lines);
  const width = cell.width * scale;
  const height = cell.height * scale;
  return Array.from({ length: count }, (_, index) => {
    const line = Math.floor(index / perLine);
    const place = index - line * perLine;
    if (inRows) return { x: region.x + place * (width + gap), y: region.y + line * (height + gap), width, height };
    const inLine = Math.min(perLine, count - line * perLine);
    const used = inLine * height + (inLine - 1) * gap;
    const top = from === 'bottom-right' ? region.y + region.height - used : region.y;
    const x = region.x + region.width - (line + 1) * width - line * gap;
    return { x, y: top + place * (height + gap), width, height };
  });
};

/** How many columns (or rows) keep the cells largest; as few as do. */
const bestLines = ({ region, count, gap, cell, from }: SmallCells): { lines: number; scale: number } => {
  let best = { lines: 1, scale: 0 };
  for (let lines = 1; lines <= count; lines += 1) {
    const perLine = Math.ceil(count / lines);
    const [columns, rows] = from === 'top-left' ? [perLine, lines] : [lines, perLine];
    const scale = Math.min(
      1,
      extentOf(region.width, columns, gap) / cell.width,
      extentOf(region.height, rows, gap) / cell.height,
    );
    if (scale > best.scale) best = { lines, scale };
  }
  return best;
};
