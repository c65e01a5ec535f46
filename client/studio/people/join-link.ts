import { JOIN_PATH, joinFragment } from '../../../shared/protocol/http.ts';

/** The address that a link's secret makes, on the server that the studio itself is on. */
export const joinLink = (token: string, studioUrl: string): string =>
  new URL(`${JOIN_PATH}${joinFragment(token)}`, studioUrl).href;
