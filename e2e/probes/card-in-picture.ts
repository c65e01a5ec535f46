import { calloutFrame } from '../../shared/scene/frames.ts';
import { PROGRAM_FORMATS } from '../../shared/scene/document.ts';
import { LUMA_GRID, type StampSample } from './stamp-probe.ts';

/** Where the picture's card is, in fractions of a landscape program. */
export const CARD = calloutFrame(PROGRAM_FORMATS['landscape-720']);

/** Gray levels that a cell must change by to count: far above what an encoder does to a still picture. */
export const CHANGE_LUMA = 24;

/** Cells of the luma grid that lie wholly in the card. */
export const CARD_CELLS = Array.from({ length: LUMA_GRID.columns * LUMA_GRID.rows }, (_, cell) => cell).filter(
  (cell) => {
    const x = cell % LUMA_GRID.columns;
    const y = Math.floor(cell / LUMA_GRID.columns);
    return (
      x / LUMA_GRID.columns >= CARD.x &&
      (x + 1) / LUMA_GRID.columns <= CARD.x + CARD.width &&
      y / LUMA_GRID.rows >= CARD.y &&
      (y + 1) / LUMA_GRID.rows <= CARD.y + CARD.height
    );
  },
);

/** Whether the card's place looks different in two frames of a still scene. */
export const differs = (one: StampSample, other: StampSample): boolean =>
  CARD_CELLS.some((cell) => Math.abs((one.luma[cell] ?? 0) - (other.luma[cell] ?? 0)) >= CHANGE_LUMA);
