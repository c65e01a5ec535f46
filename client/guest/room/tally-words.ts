import { canBeOnStage } from '../../../shared/show/participant.ts';
import { isShownToViewers, type Tally } from '../../../shared/show/tally.ts';
import type { GuestRoom } from '../../state/guest-room.svelte.ts';

/** What the border around the page says, and how it looks. */
export type TallySign = {
  readonly says: Tally | 'never' | 'ended' | 'connecting' | 'reconnecting';
  readonly look: 'plain' | 'preview' | 'air';
};

/** A person on air stays so while their line comes back: viewers see their name, and the red must not lie. */
export const tallySign = ({ tally, self, seat, feed }: GuestRoom): TallySign => {
  if (!feed.show) return { says: 'connecting', look: 'plain' };
  if (feed.line.state !== 'open') return { says: 'reconnecting', look: isShownToViewers(tally) ? 'air' : 'plain' };
  switch (tally) {
    case 'on-air':
    case 'screen-on-air':
      return { says: tally, look: 'air' };
    case 'on-stage':
      return { says: 'on-stage', look: 'preview' };
    case 'next':
      return { says: 'next', look: 'preview' };
    case 'backstage':
      if (feed.show.life.phase === 'ended') return { says: 'ended', look: 'plain' };
      return { says: canBeOnStage(self?.role ?? seat.role) ? 'backstage' : 'never', look: 'plain' };
  }
};
