import { JOIN_PATH, joinFragment } from '../../../shared/protocol/http.ts';

/** The address that a link's secret makes, on the server that the studio itself is on. */
export const joinLink = (token: string, studioUrl: string): string =>
  new URL(`${JOIN_PATH}${joinFragment(token)}`, studioUrl).href;

const LOOPBACK = /^(?:localhost|.*\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Whether only this computer's own browsers can open the link: a phone that scans it would look for a server in itself. */
export const opensHereOnly = (url: string): boolean => LOOPBACK.test(new URL(url).hostname);
