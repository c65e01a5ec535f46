import type { DrawId, ShowId } from '../../shared/ids.ts';
import { receiptPath } from '../../shared/protocol/paths.ts';
import { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { ask, pageFetch, readAs } from './ask.ts';

/** What came of a draw. Apart from `http.ts`: a viewer's page needs none of its tables. */
export const readReceipt = async (showId: ShowId, drawId: DrawId, signal: AbortSignal): Promise<DrawReceipt> =>
  readAs(DrawReceipt, await ask(pageFetch, receiptPath(showId, drawId), { method: 'GET', signal }));
