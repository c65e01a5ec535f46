import type { IncomingHttpHeaders } from 'node:http';

/**
 * Which pages may change state. `same-host`: the page's origin is the host that the request was sent to, whatever name
 * that is. `listed`: one of these origins, when the public address is configured.
 */
export type OriginPolicy =
  { readonly kind: 'same-host' } | { readonly kind: 'listed'; readonly origins: readonly string[] };

/**
 * Whether a request that changes state, or a socket's upgrade, comes from one of our own pages. Browsers always send
 * `Origin` on these; where a referrer policy made it `null`, only `Sec-Fetch-Site` can vouch for the request.
 * @see https://fetch.spec.whatwg.org/#origin-header
 */
export const isOwnOrigin = (headers: IncomingHttpHeaders, policy: OriginPolicy): boolean => {
  const { origin } = headers;
  if (origin === undefined || origin === 'null') return headers['sec-fetch-site'] === 'same-origin';
  if (policy.kind === 'listed') return policy.origins.includes(origin);
  return URL.canParse(origin) && new URL(origin).host === headers.host?.toLowerCase();
};
