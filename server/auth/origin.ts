import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

/**
 * Which pages may change state. `listed`: one of these origins, when the public address is configured. `own-hosts`: the
 * page's origin is the host that the request was sent to, and that host is this machine: an IP address, localhost, or one of
 * `names` (lower case).
 */
export type OriginPolicy =
  | { readonly kind: 'own-hosts'; readonly names: readonly string[] }
  | { readonly kind: 'listed'; readonly origins: readonly string[] };

/** What a browser sends: a name or an address (IPv6 in brackets), and perhaps a port. */
const HOST = /^(?:\[(?<ipv6>[\da-f:.]+)\]|(?<name>[\da-z._-]+?)\.?)(?::\d{1,5})?$/;

/**
 * Whether a request was sent to an address of ours. Anybody can point a name of theirs at this machine, after their page
 * was loaded from it (DNS rebinding): to the browser that page and ours are then of one origin, and only the name tells.
 * Where the public address is configured, origins are listed and proxies may send any host.
 */
export const isOwnHost = ({ host = '' }: IncomingHttpHeaders, policy: OriginPolicy): boolean => {
  if (policy.kind === 'listed') return true;
  const { ipv6, name = '' } = HOST.exec(host.toLowerCase())?.groups ?? {};
  if (ipv6 !== undefined) return isIP(ipv6) !== 0;
  return isIP(name) !== 0 || name === 'localhost' || name.endsWith('.localhost') || policy.names.includes(name);
};

/**
 * Whether a request that changes state, or a socket's upgrade, comes from one of our own pages; asked after `isOwnHost`.
 * Browsers always send `Origin` on these; where a referrer policy made it `null`, only `Sec-Fetch-Site` can vouch for it.
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export const isOwnOrigin = (headers: IncomingHttpHeaders, policy: OriginPolicy): boolean => {
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return headers['sec-fetch-site'] === 'same-origin';
  if (policy.kind === 'listed') return policy.origins.includes(origin);
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
};
