import type { FlashId, ShowId } from '../../shared/ids.ts';
import { receiptPath } from '../../shared/protocol/paths.ts';
import { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { ask, pageFetch, readAs } from './ask.ts';

/** What came of a flash sale's draw. Apart from `http.ts`: a viewer's page needs none of its tables. */
export const readReceipt = async (showId: ShowId, flashId: FlashId, signal: AbortSignal): Promise<DrawReceipt> =>
  readAs(DrawReceipt, await ask(pageFetch, receiptPath(showId, flashId), { method: 'GET', signal }));
