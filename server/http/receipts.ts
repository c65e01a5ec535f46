import { Router } from 'express';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as v from 'valibot';
import { FlashId, GiveawayId, ShowId, type DrawId } from '../../shared/ids.ts';
import { RECEIPT_ROUTE } from '../../shared/protocol/paths.ts';
import type { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { ReceiptReader } from '../../shared/show/receipt.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { EventLog } from '../store/port.ts';
import type { HttpDeps } from './deps.ts';
import { EVENTS_AT_ONCE, eventsOf } from './events-of.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';

/** A receipt never changes, and a room asks for it at once; one of ten thousand wishes is 1.3 MB. */
const KEPT = 4;
const AnyDrawId = v.union([FlashId, GiveawayId]);

/** What came of draws, for anybody who would check. */
export const makeReceipts = ({ config, shows, store }: HttpDeps): Router => {
  const router = Router();
  /** By show and draw: a draw is no other show's. */
  const kept = new Map<string, Promise<DrawReceipt | null>>();

  const receiptOf = async (state: ShowState, drawId: DrawId): Promise<DrawReceipt | null> => {
    const key = `${state.id} ${drawId}`;
    const reading = kept.get(key) ?? readReceipt(store.log, state, drawId);
    kept.delete(key);
    kept.set(key, reading);
    for (const oldest of [...kept.keys()].slice(0, -KEPT)) kept.delete(oldest);
    try {
      const receipt = await reading;
      if (!receipt) kept.delete(key);
      return receipt;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  };

  router.get(RECEIPT_ROUTE, limitRate(config.limits.receipts, 'all'), async ({ params }, response) => {
    const showId = v.safeParse(ShowId, params['showId']);
    const drawId = v.safeParse(AnyDrawId, params['drawId']);
    const state = showId.success ? shows.get(showId.output)?.state : null;
    if (!state) return sendRefusal(response, { code: 'show.not-found' });
    const receipt = drawId.success ? await receiptOf(state, drawId.output) : null;
    if (!receipt) return sendRefusal(response, { code: 'draw.no-receipt' });
    response.attachment(`${state.address}.draw.json`).type('json').send(JSON.stringify(receipt));
  });
  return router;
};

const readReceipt = async (log: EventLog, state: ShowState, drawId: DrawId): Promise<DrawReceipt | null> => {
  const reader = new ReceiptReader(drawId);
  let count = 0;
  for (const event of eventsOf(log, state)) {
    reader.read(event);
    if (reader.isDone) break;
    count += 1;
    if (count % EVENTS_AT_ONCE === 0) await nextTurn();
  }
  return reader.receipt();
};
