import { isShownToViewers, tallyOf, type Tally } from '../../../shared/show/tally.ts';
import type { Studio } from '../../state/studio.svelte.ts';

/** What the person at this page is to viewers now. */
export const ownPlace = ({ feed, selfId }: Pick<Studio, 'feed' | 'selfId'>): Tally =>
  feed.show && selfId !== null ? tallyOf(feed.show, selfId) : 'backstage';

export const placeTone = (place: Tally): 'air' | 'preview' | 'neutral' =>
  isShownToViewers(place) ? 'air' : place === 'backstage' ? 'neutral' : 'preview';
