import type { MethodOf, PersonHandlers } from '../handler.ts';
import { plainly } from './submit.ts';

/** Who is on stage, and how: everything that is so only in the show's log. */
export const stageHandlers: PersonHandlers<Extract<MethodOf<'crew'>, `stage.${string}`>> = {
  'stage.enter': (context, { participantId }) => plainly(context, { type: 'stage.enter', participantId }),
  'stage.leave': (context, { participantId }) => plainly(context, { type: 'stage.leave', participantId }),
  'stage.move': (context, { participantId, toIndex }) =>
    plainly(context, { type: 'stage.move', participantId, toIndex }),
  'stage.spotlight': (context, { participantId }) => plainly(context, { type: 'stage.spotlight', participantId }),
  'stage.cue': (context, { participantId }) => plainly(context, { type: 'stage.cue', participantId }),
  'stage.setScreen': (context, { participantId, screen }) =>
    plainly(context, { type: 'stage.setScreen', participantId, screen }),
};
