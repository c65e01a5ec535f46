import type { FlashId, PictureId, ShowId } from '../ids.ts';

/** Paths that a viewer's page needs, without the tables of the others' (`http.ts`), which it would load before its first picture. */

export const SOCKET_PATH = '/socket';
export const picturePath = (pictureId: PictureId): string => `/pictures/${pictureId}.webp`;

/** `GET`: the receipt of a flash sale's draw, for anybody. `show.not-found`, `flash.not-drawn`. */
export const RECEIPT_ROUTE = '/api/shows/:showId/draws/:flashId/receipt.json';
export const receiptPath = (showId: ShowId, flashId: FlashId): string =>
  `/api/shows/${showId}/draws/${flashId}/receipt.json`;
