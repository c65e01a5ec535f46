import { ok, refuse, type Result } from '../result.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { itemOf } from './item-of.ts';
import { isRunning } from './life.ts';
import type { ProgramMark, ShowState } from './state.ts';

type MarkCommand = Extract<ShowCommand, { type: 'program.mark' }>;
type MarkedEvent = Extract<ShowEvent, { type: 'program.marked' }>;

/**
 * What is not offered cannot be clicked. `show.not-live` unless the show runs; `shelf.item-not-found` for an area of a product that is not on the shelf.
 * `calloutId` is not compared with the open callout: a card that leaves is in the picture longer than in the state.
 */
export const decideMark = (state: ShowState, command: MarkCommand): Result<readonly ShowEvent[]> => {
  if (!isRunning(state.life)) return refuse('show.not-live');
  if (command.mark.areas.some((area) => !itemOf(state, area.itemId))) return refuse('shelf.item-not-found', 'mark');
  const areas = command.mark.areas.filter(({ itemId }) => itemOf(state, itemId)?.visibility === 'listed');
  const mark: ProgramMark = { ...command.mark, areas };
  if (state.mark && isNoNews(state.mark, mark)) return ok([]);
  return ok([{ type: 'program.marked', mark }]);
};

export const applyMark = (state: ShowState, event: MarkedEvent): ShowState => ({ ...state, mark: event.mark });

/**
 * A mark says from which frame on a picture is shown; the same picture marked again later is no news. Marked earlier it is: by
 * another page, whose clock dates the program from now on, and by which the former time may be still to come.
 */
const isNoNews = (before: ProgramMark, mark: ProgramMark): boolean =>
  before.captureAtMs <= mark.captureAtMs && showsSame(before, mark);

const showsSame = (left: ProgramMark, right: ProgramMark): boolean =>
  left.calloutId === right.calloutId &&
  left.areas.length === right.areas.length &&
  left.areas.every((area, index) => isSameArea(area, right.areas[index]));

type Area = ProgramMark['areas'][number];

const isSameArea = (left: Area, right: Area | undefined): boolean =>
  right !== undefined &&
  left.itemId === right.itemId &&
  left.rect.x === right.rect.x &&
  left.rect.y === right.rect.y &&
  left.rect.width === right.rect.width &&
  left.rect.height === right.rect.height;
