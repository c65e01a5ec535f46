import type { ParticipantId } from '../ids.ts';
import type { ShowState } from './state.ts';

/**
 * What the light on a person's own page says. `next`: somebody in charge has told them so. `on-stage`: they are in the
 * picture, and nobody watches yet. `on-air`: viewers see or hear them, or will as soon as the interrupted program is back.
 * `screen-on-air`: so they do their screen alone.
 */
export type Tally = 'backstage' | 'next' | 'on-stage' | 'on-air' | 'screen-on-air';

/** Whether viewers see or hear something of the person. */
export const isShownToViewers = (tally: Tally): boolean => tally === 'on-air' || tally === 'screen-on-air';

export const tallyOf = ({ crew, life }: Pick<ShowState, 'crew' | 'life'>, participantId: ParticipantId): Tally => {
  if (!crew) return 'backstage';
  const isRunning = life.phase === 'live' || life.phase === 'interrupted';
  if (!crew.stageIds.includes(participantId)) {
    if (isRunning && crew.screenIds.includes(participantId)) return 'screen-on-air';
    return crew.cuedId === participantId ? 'next' : 'backstage';
  }
  switch (life.phase) {
    case 'live':
    case 'interrupted':
      return 'on-air';
    case 'draft':
      return 'on-stage';
    case 'ended':
      return 'backstage';
  }
};
