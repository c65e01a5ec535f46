import type { DrawId, PictureId, ShowId } from '../ids.ts';

/** Paths that a viewer's page needs, without the tables of the others' (`http.ts`), which it would load before its first picture. */

export const SOCKET_PATH = '/socket';
export const picturePath = (pictureId: PictureId): string => `/pictures/${pictureId}.webp`;

/** `GET`: the receipt of a draw, for anybody. `show.not-found`, `draw.no-receipt`. */
export const RECEIPT_ROUTE = '/api/shows/:showId/draws/:drawId/receipt.json';
export const receiptPath = (showId: ShowId, drawId: DrawId): string =>
  `/api/shows/${showId}/draws/${drawId}/receipt.json`;
