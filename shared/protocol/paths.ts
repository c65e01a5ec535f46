import type { PictureId } from '../ids.ts';

/** Paths that a viewer's page needs, without the tables of the others' (`http.ts`), which it would load before its first picture. */

export const SOCKET_PATH = '/socket';
export const picturePath = (pictureId: PictureId): string => `/pictures/${pictureId}.webp`;
