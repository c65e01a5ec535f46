import * as v from 'valibot';

/** A browser's place at its push service, as `PushSubscription.toJSON` gives it. RFC 8030, RFC 8291. */
export const PushSubscription = v.object({
  /** Only https: our server sends there. */
  endpoint: v.pipe(v.string(), v.maxLength(1_000), v.url(), v.regex(/^https:\/\//)),
  keys: v.object({
    /** 65 octets. */
    p256dh: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{87}=?$/)),
    /** 16 octets. */
    auth: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}={0,2}$/)),
  }),
});
export type PushSubscription = v.InferOutput<typeof PushSubscription>;

/** What comes by push; read by `client/public/push-worker.js`. */
export type PushNews = { readonly title: string; readonly body: string; readonly path: string };
