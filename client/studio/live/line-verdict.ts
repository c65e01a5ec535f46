import type { LineMeasure } from '../../state/line-measure.ts';

export type LineVerdict = 'steady' | 'slow' | 'uneven';

/** With as much again to the viewer, a question and its answer on air are heard as a pause. */
const SLOW_FROM_MS = 180;
/** How much later than usual an answer may be before the line counts as unsteady. */
const UNEVEN_FROM_MS = 80;

export const lineVerdict = ({ medianMs, slowestMs }: LineMeasure): LineVerdict => {
  if (medianMs >= SLOW_FROM_MS) return 'slow';
  return slowestMs - medianMs >= UNEVEN_FROM_MS ? 'uneven' : 'steady';
};
