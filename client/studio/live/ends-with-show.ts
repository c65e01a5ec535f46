import type { Sales } from '../../../shared/show/sales.ts';
import type { ShowState } from '../../../shared/show/state.ts';

type Ending = 'giveaway' | 'flash' | 'reserved' | 'waiting';

/** What viewers lose or keep when the show ends now, to be said before. */
export const endsWithShow = (
  show: Pick<ShowState, 'giveaway' | 'flash'> | undefined,
  sales: Pick<Sales, 'reserved' | 'waiting'> | null,
): readonly Ending[] => {
  const { giveaway = null, flash = null } = show ?? {};
  const is: Readonly<Record<Ending, boolean>> = {
    giveaway: giveaway?.life.phase === 'open',
    flash: flash !== null && flash.life.phase !== 'over',
    reserved: (sales?.reserved ?? 0) > 0,
    waiting: (sales?.waiting ?? 0) > 0,
  };
  return (['giveaway', 'flash', 'reserved', 'waiting'] as const).filter((ending) => is[ending]);
};
