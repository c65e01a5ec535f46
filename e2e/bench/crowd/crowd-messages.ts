import * as v from 'valibot';
import { ItemId } from '../../../shared/ids.ts';
import { Currency, PriceMinor } from '../../../shared/money.ts';

/** What a crowd is told to do. Rates are of all its sockets together. */
export const CrowdOrder = v.variant('phase', [
  v.object({ phase: v.literal('write'), seconds: v.number(), messagesPerSecond: v.number() }),
  v.object({ phase: v.literal('tap'), seconds: v.number(), tapsPerSecond: v.number() }),
  /** Everybody wants one piece in the next flash sale, at this price, and taps once when it has opened. */
  v.object({ phase: v.literal('buy'), itemId: ItemId, priceMinor: PriceMinor, currency: Currency }),
]);
export type CrowdOrder = v.InferOutput<typeof CrowdOrder>;

/** What became of it; `ready` is said once, when everybody is in. */
export const CrowdReport = v.variant('kind', [
  v.object({ kind: v.literal('ready') }),
  /** Milliseconds from the writing to each socket that heard it, as percentiles, and how often somebody did not. */
  v.object({
    kind: v.literal('written'),
    p50Ms: v.number(),
    p99Ms: v.number(),
    unheard: v.number(),
    refused: v.number(),
  }),
  v.object({
    kind: v.literal('tapped'),
    sentPerSecond: v.number(),
    countedPerSecond: v.number(),
    ticksPerSecond: v.number(),
  }),
  /** Milliseconds from the tap to the verdict, as percentiles; of those in the draw, from its moment. */
  v.object({
    kind: v.literal('bought'),
    p50Ms: v.number(),
    p99Ms: v.number(),
    drawnP99Ms: v.number(),
    inDraw: v.number(),
    unanswered: v.number(),
    refused: v.number(),
    openedAtMs: v.number(),
  }),
]);
export type CrowdReport = v.InferOutput<typeof CrowdReport>;
