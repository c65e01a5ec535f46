import { Router } from 'express';
import { STRIPE_WEBHOOK_PATH } from '../../shared/protocol/checkout.ts';
import { bodyStream } from './body-stream.ts';
import type { HttpDeps } from './deps.ts';
import { sendRefusal } from './failures.ts';
import { limitRate } from './rate-limits.ts';

/** An event with all its items is a few kilobytes. */
const MAX_EVENT_BYTES = 128 * 1024;

/**
 * What providers tell. They come from no page of ours, so no origin is asked for: the signature says who they are, over the bytes
 * as they came. No cookie counts.
 */
export const makeWebhookRoutes = ({ config, stripeWebhook }: Pick<HttpDeps, 'config' | 'stripeWebhook'>): Router => {
  const router = Router();
  // A show in which ten thousand buy is told as often; only who is refused all the time is no provider.
  router.post(STRIPE_WEBHOOK_PATH, limitRate(config.limits.webhooks, 'failed'), async (request, response) => {
    if (!stripeWebhook) {
      sendRefusal(response, { code: 'checkout.not-set-up' });
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of bodyStream(request, MAX_EVENT_BYTES, 'request.too-large')) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const heard = await stripeWebhook({ body, signature: request.get('Stripe-Signature') });
    if (heard.ok) response.set('Cache-Control', 'no-store').json({ received: true });
    else sendRefusal(response, heard.error);
  });
  return router;
};
