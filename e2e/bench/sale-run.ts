import type { Crowd } from './crowd/crowd.ts';
import { withDesk } from './desk.ts';
import type { ShelfItem } from '../../shared/show/item.ts';
import type { SALE_KINDS } from './sale-kinds.ts';
import type { Stage } from './stage.ts';

export const UNITS = 1_000;
const DEAL_MINOR = 100;
export const WARM_UP_MS = 10_000;
const SALE = { limitPerBuyer: 1, warmUpMs: WARM_UP_MS, openMs: 60_000 } as const;

export type SaleRun = Readonly<Record<keyof typeof SALE_KINDS, number>> & {
  /** Epoch milliseconds. */
  readonly openedAtMs: number;
};

/** One flash sale of `UNITS` units of a product, in which all of `crowd` tap once. */
export const runSale = async (
  stage: Stage,
  crowd: Crowd,
  { id: itemId, currency }: Pick<ShelfItem, 'id' | 'currency'>,
): Promise<SaleRun> => {
  const buying = crowd.order({ phase: 'buy', itemId, priceMinor: DEAL_MINOR, currency });
  await withDesk(stage, (desk) => desk.call('flash.start', { itemId, priceMinor: DEAL_MINOR, ...SALE }));
  const bought = await buying;
  if (bought.kind !== 'bought') throw new Error('the crowd did something else');
  const { held, sold } = await withDesk(stage, (_desk, { item }) => Promise.resolve(item));
  return {
    verdictP50: bought.p50Ms,
    verdictP99: bought.p99Ms,
    drawnP99: bought.drawnP99Ms,
    unanswered: bought.unanswered + bought.refused,
    oversold: Math.max(0, held + sold - UNITS),
    missing: Math.max(0, UNITS - held - sold),
    inDraw: bought.inDraw,
    openedAtMs: bought.openedAtMs,
  };
};
