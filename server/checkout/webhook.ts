import { assertNever } from '../../shared/invariant.ts';
import type { Log } from '../../shared/log.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import type { Records } from '../store/port.ts';
import { readProviderEvent, type ProviderNews } from './provider-event.ts';
import { checkSignature } from './signature.ts';

/** What a provider says again after this long is heard again: the show still counts it once. Stripe tries for three days. */
const REMEMBERED_MS = 30 * 24 * 60 * 60_000;

type WebhookDeps = {
  readonly shows: Pick<ShowRegistry, 'get'>;
  readonly events: Pick<Records, 'isProviderEventKnown' | 'rememberProviderEvent'>;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

export type Webhook = (message: {
  readonly body: string;
  readonly signature: string | undefined;
}) => Promise<Result<null>>;

/**
 * Hears from providers what was paid and given back. `webhook.forged`, `request.malformed`, `order.unknown` for money that belongs
 * to nothing here, or is given back before it was heard of. A provider that is refused, or hears nothing, says it again. What was
 * heard is remembered, but that only saves work: between the log and the memory the server may die, and the show itself counts
 * each payment once.
 */
export const makeWebhook =
  ({ shows, events, secret, clock, log }: WebhookDeps): Webhook =>
  async (message) => {
    const atMs = clock();
    const signed = checkSignature(secret, message, atMs);
    if (!signed.ok) return signed;
    const event = readProviderEvent(message.body);
    if (!event.ok) return event;
    const { eventId, news } = event.value;
    if (events.isProviderEventKnown(eventId)) return ok(null);
    const heard = await hear(shows, news);
    if (heard.ok) events.rememberProviderEvent(eventId, { atMs, forgetBeforeMs: atMs - REMEMBERED_MS });
    else log.warn({ eventId, kind: news.kind, code: heard.error.code }, 'a provider told what could not be taken');
    return heard;
  };

const hear = async (shows: WebhookDeps['shows'], news: ProviderNews): Promise<Result<null>> => {
  if (news.kind === 'nothing') return ok(null);
  const outcome = await shows.get(news.showId)?.submit(commandOf(news), SYSTEM);
  if (!outcome) return refuse('order.unknown');
  return outcome.ok ? ok(null) : outcome;
};

const commandOf = (news: Exclude<ProviderNews, { kind: 'nothing' }>): ShowCommand => {
  switch (news.kind) {
    case 'paid':
      return { type: 'order.pay', holdId: news.holdId, paymentId: news.paymentId, paid: news.paid };
    case 'refunded':
      return { type: 'order.refund', holdId: news.holdId, paymentId: news.paymentId };
    default:
      return assertNever(news);
  }
};
