import type { Page } from '@playwright/test';
import type { Mark } from '../fixtures/marked-person.ts';

/** Fractions of the picture. */
export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** How far a color may come out of two encoders and still be that color, for each of red, green and blue. */
export const TOLERANCE = 45;
const GRID = { columns: 128, rows: 72 } as const;

/** The smallest rectangle of the page's first video around all that has the color of a mark; null where there is none of it, or no video. */
export const findMark = async (page: Page, mark: Pick<Mark, 'rgb'>): Promise<Area | null> =>
  (await findMarks(page, [mark]))[0] ?? null;

/** The same of several marks in one picture. */
export const findMarks = (page: Page, marks: readonly Pick<Mark, 'rgb'>[]): Promise<readonly (Area | null)[]> =>
  page.evaluate(
    ({ colors, tolerance, grid }) => {
      const video = document.querySelector('video');
      const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
      if (!context) throw new Error('no canvas');
      if (!video || video.videoWidth === 0) return colors.map(() => null);
      context.canvas.width = grid.columns;
      context.canvas.height = grid.rows;
      context.drawImage(video, 0, 0, grid.columns, grid.rows);
      const { data } = context.getImageData(0, 0, grid.columns, grid.rows);
      const allCells = Array.from({ length: grid.columns * grid.rows }, (_, cell) => cell);
      return colors.map((wanted) => {
        const isMarked = (cell: number): boolean =>
          wanted.every((value, channel) => Math.abs((data[cell * 4 + channel] ?? 0) - value) <= tolerance);
        const cells = allCells.filter(isMarked);
        if (cells.length === 0) return null;
        const xs = cells.map((cell) => cell % grid.columns);
        const ys = cells.map((cell) => Math.floor(cell / grid.columns));
        return {
          left: Math.min(...xs) / grid.columns,
          top: Math.min(...ys) / grid.rows,
          right: (Math.max(...xs) + 1) / grid.columns,
          bottom: (Math.max(...ys) + 1) / grid.rows,
        };
      });
    },
    { colors: marks.map(({ rgb }) => [...rgb]), tolerance: TOLERANCE, grid: GRID },
  );
