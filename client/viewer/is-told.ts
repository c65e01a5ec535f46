import type { HoldCard } from '../../shared/show/hold.ts';

/** Whether its buyer is told what became of it; who let it go themselves knows. */
export const isTold = ({ life }: HoldCard): boolean => life.state !== 'cancelled' || life.by !== 'buyer';
