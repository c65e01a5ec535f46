import type { SourceId } from '../../shared/ids.ts';
import type { DrawList } from '../../shared/scene/draw-list.ts';
import type { SourceFrame } from '../planes/source-picture.ts';

/** The source that alone fills the program, uncut and unmirrored; null when the program must be painted. */
export const loneSource = (list: DrawList): SourceId | null => {
  const [op] = list.ops;
  if (list.ops.length !== 1 || op?.op !== 'video' || op.opacity < 1 || op.orientation !== 'normal') return null;
  const { from, to } = op;
  const isUncut = from.x === 0 && from.y === 0 && from.width === 1 && from.height === 1;
  const isFull = to.x === 0 && to.y === 0 && to.width === list.widthPx && to.height === list.heightPx;
  return isUncut && isFull ? op.sourceId : null;
};

/** Whether the frame is the program as it is: of its size, in a form that every encoder takes, and in its colors. */
export const fitsProgram = (frame: SourceFrame, list: DrawList): boolean =>
  (frame.format === 'I420' || frame.format === 'NV12') &&
  frame.colorSpace.fullRange !== true &&
  frame.colorSpace.matrix !== 'bt709' &&
  (frame.rotation ?? 0) === 0 &&
  frame.flip !== true &&
  frame.displayWidth === list.widthPx &&
  frame.displayHeight === list.heightPx &&
  frame.visibleRect?.width === list.widthPx &&
  frame.visibleRect.height === list.heightPx;
