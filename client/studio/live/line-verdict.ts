import type { LineMeasure } from '../../state/line-measure.ts';

export type LineVerdict = 'steady' | 'slow' | 'uneven' | 'narrow';

/** With as much again to the viewer, a question and its answer on air are heard as a pause. */
const SLOW_FROM_MS = 180;
/** How much later than usual an answer may be before the line counts as unsteady. */
const UNEVEN_FROM_MS = 80;
/** The program's picture and sound, and as much again as a moving picture needs for a moment. */
const HEADROOM = 1.3;

/** The worst that can be said of the line: too little for `programBps` first, because then the picture suffers all the time. */
export const lineVerdict = ({ medianMs, slowestMs, uplinkBps }: LineMeasure, programBps: number): LineVerdict => {
  if (uplinkBps < programBps * HEADROOM) return 'narrow';
  if (medianMs >= SLOW_FROM_MS) return 'slow';
  return slowestMs - medianMs >= UNEVEN_FROM_MS ? 'uneven' : 'steady';
};
