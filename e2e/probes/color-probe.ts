import type { Page } from '@playwright/test';
import type { Mark } from '../fixtures/marked-person.ts';

/** Fractions of the picture. */
export type Area = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

/** How far a color may come out of two encoders and still be that color, for each of red, green and blue. */
export const TOLERANCE = 45;
const GRID = { columns: 128, rows: 72 } as const;

/** The smallest rectangle of the page's first video around all that has the color of `mark`; null where there is none of it, or no video. */
export const findMark = (page: Page, { rgb }: Pick<Mark, 'rgb'>): Promise<Area | null> =>
  page.evaluate(
    ({ wanted, tolerance, grid }) => {
      const video = document.querySelector('video');
      const context = document.createElement('canvas').getContext('2d');
      if (!context) throw new Error('no canvas');
      if (!video || video.videoWidth === 0) return null;
      context.canvas.width = grid.columns;
      context.canvas.height = grid.rows;
      context.drawImage(video, 0, 0, grid.columns, grid.rows);
      const { data } = context.getImageData(0, 0, grid.columns, grid.rows);
      const isMarked = (cell: number): boolean =>
        wanted.every((value, channel) => Math.abs((data[cell * 4 + channel] ?? 0) - value) <= tolerance);
      const cells = Array.from({ length: grid.columns * grid.rows }, (_, cell) => cell).filter(isMarked);
      if (cells.length === 0) return null;
      const xs = cells.map((cell) => cell % grid.columns);
      const ys = cells.map((cell) => Math.floor(cell / grid.columns));
      return {
        left: Math.min(...xs) / grid.columns,
        top: Math.min(...ys) / grid.rows,
        right: (Math.max(...xs) + 1) / grid.columns,
        bottom: (Math.max(...ys) + 1) / grid.rows,
      };
    },
    { wanted: [...rgb], tolerance: TOLERANCE, grid: GRID },
  );
