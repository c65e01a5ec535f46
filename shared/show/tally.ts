import type { ParticipantId } from '../ids.ts';
import type { ShowState } from './state.ts';

/**
 * What the light on a person's own page says. `next`: somebody in charge has told them so. `on-stage`: they are in the
 * picture, and nobody watches yet. `on-air`: viewers see or hear them, or will as soon as the interrupted program is back.
 */
export type Tally = 'backstage' | 'next' | 'on-stage' | 'on-air';

export const tallyOf = ({ crew, life }: Pick<ShowState, 'crew' | 'life'>, participantId: ParticipantId): Tally => {
  if (!crew) return 'backstage';
  if (!crew.stageIds.includes(participantId)) return crew.cuedId === participantId ? 'next' : 'backstage';
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
