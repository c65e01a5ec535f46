import type { RequestListener } from 'node:http';
import { PLAIN_HOST } from './headers.ts';

/** Not for good: without a certificate the same port speaks plain HTTP again, and browsers remember a 301 for ever. */
const TEMPORARY_REDIRECT = 307;
const BAD_REQUEST = 400;

/** Sends whoever left the `https` of an address away to the same page by HTTPS. */
export const toHttps =
  (publicOrigin: string | null): RequestListener =>
  ({ headers: { host = '' }, url = '' }, response) => {
    const ownOrigin = PLAIN_HOST.test(host) ? `https://${host}` : null;
    const origin = publicOrigin?.startsWith('https:') === true ? publicOrigin : ownOrigin;
    response.setHeader('Cache-Control', 'no-store').setHeader('Connection', 'close');
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    if (origin === null) response.writeHead(BAD_REQUEST);
    // A request line may also name a whole address, or none.
    else response.writeHead(TEMPORARY_REDIRECT, { Location: origin + (url.startsWith('/') ? url : '/') });
    response.end('This address speaks HTTPS: https:// belongs in front of it.\n');
  };
