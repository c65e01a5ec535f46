import { createPublicKey } from 'node:crypto';
import { request as sendSecurely } from 'node:https';
import { isIP } from 'node:net';
import webPush from 'web-push';
import type { PushNews, PushSubscription } from '../../shared/protocol/push.ts';
import { pinnedTo, resolveHost } from '../pictures/outside.ts';
import { openInternetOnly } from '../pictures/public-address.ts';

/** What our server is known by at push services. RFC 8292. */
export type VapidKeys = {
  readonly publicKey: string;
  readonly privateKey: string;
  /** `mailto:` or `https:`, for whoever runs a push service. */
  readonly subject: string;
};

/** `gone`: the browser wants none any more. */
export type PushOutcome = 'sent' | 'gone' | 'failed';

/** The way to push services. */
export type PushLine = {
  send(subscription: PushSubscription, news: PushNews, signal: AbortSignal): Promise<PushOutcome>;
};

/** Nobody wants to hear an hour later that a show has begun. */
const TTL_SECONDS = 60 * 60;
const GONE: ReadonlySet<number> = new Set([404, 410]);

/**
 * A line to push services of the open Internet: an endpoint is an address that a stranger gave us, so its host is resolved once, has
 * to be outside, and what was checked is what is dialed. Redirects are not followed.
 */
export const openPushLine = (vapid: VapidKeys): PushLine => {
  const mayDial = openInternetOnly();
  return {
    send: async (subscription, news, signal) => {
      const url = new URL(subscription.endpoint);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      const addresses = isIP(host) === 0 ? await resolveHost(host, signal) : [host];
      if (url.protocol !== 'https:' || url.port !== '' || !addresses.every(mayDial)) return 'gone';
      const sealed = seal(subscription, news, vapid);
      if (sealed === null) return 'gone';
      const status = await post({ url, host, addresses, ...sealed, signal });
      if (GONE.has(status)) return 'gone';
      return status >= 200 && status < 300 ? 'sent' : 'failed';
    },
  };
};

type Sealed = { readonly headers: Record<string, string | number>; readonly body: Buffer };

/** Null where the key that the browser gave is none. */
const seal = (subscription: PushSubscription, news: PushNews, vapidDetails: VapidKeys): Sealed | null => {
  const { p256dh } = subscription.keys;
  if (!isPublicKey(p256dh)) return null;
  const options = { vapidDetails, TTL: TTL_SECONDS, urgency: 'high' as const };
  const { headers, body } = webPush.generateRequestDetails(subscription, JSON.stringify(news), options);
  return { headers, body };
};

/** A point of P-256, uncompressed. */
const isPublicKey = (text: string): boolean => {
  const point = Buffer.from(text, 'base64url');
  const [x, y] = [point.subarray(1, 33).toString('base64url'), point.subarray(33).toString('base64url')];
  try {
    createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
    return point[0] === 4;
  } catch {
    return false;
  }
};

type Post = Sealed & {
  readonly url: URL;
  readonly host: string;
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
};

/** The status; the body is of no interest. */
const post = ({ url, host, addresses, headers, body, signal }: Post): Promise<number> =>
  new Promise((done, fail) => {
    const request = sendSecurely({
      method: 'POST',
      host,
      servername: isIP(host) === 0 ? host : '',
      path: `${url.pathname}${url.search}`,
      headers: { ...headers, host: url.host },
      lookup: pinnedTo(addresses),
      agent: false,
      signal,
    });
    request.on('error', fail);
    request.once('response', (response) => {
      done(response.statusCode ?? 0);
      request.destroy();
    });
    request.end(body);
  });
