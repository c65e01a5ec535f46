import type { ShowId } from '../../shared/ids.ts';
import type { Currency } from '../../shared/money.ts';
import { ShelfPreview, shelfPreviewPath } from '../../shared/protocol/shelf-table.ts';
import { ask, pageFetch, readAs } from './ask.ts';
import { upload } from './upload.ts';

/** What a shop's table would put on a seller's shelf. Apart from `http.ts`: it is loaded when a file is chosen. */
export const previewShelf = async (
  showId: ShowId,
  table: Blob,
  currency: Currency,
  signal: AbortSignal,
): Promise<ShelfPreview> =>
  readAs(ShelfPreview, await ask(pageFetch, shelfPreviewPath(showId, currency), upload(table, signal)));
