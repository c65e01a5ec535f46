import * as v from 'valibot';
import type { HoldId, ShowId } from '../../shared/ids.ts';
import { Currency } from '../../shared/money.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { PaymentId, type Money } from '../../shared/show/hold.ts';
import { readReference } from './reference.ts';
import { fromStripeAmount } from './stripe/amount.ts';

/** An event in Stripe's shape, which the demo provider speaks too. */
const Envelope = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
  type: v.string(),
  data: v.object({ object: v.unknown() }),
});

const Reference = v.pipe(v.string(), v.maxLength(200));
const Amount = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000_000_000));
const LowerCurrency = v.pipe(v.string(), v.toUpperCase(), Currency);

const Session = v.object({
  id: PaymentId,
  client_reference_id: v.nullable(Reference),
  payment_status: v.string(),
  payment_intent: v.optional(v.nullable(PaymentId), null),
  amount_total: v.nullable(Amount),
  currency: v.nullable(LowerCurrency),
});

/** What costs nothing is paid by nothing. */
const PAID = ['paid', 'no_payment_required'];

const Charge = v.object({
  id: PaymentId,
  payment_intent: v.optional(v.nullable(PaymentId), null),
  /** Whether all of it was given back. */
  refunded: v.boolean(),
  metadata: v.object({ tally_reference: v.optional(Reference) }),
});

type Whose = { readonly showId: ShowId; readonly holdId: HoldId; readonly paymentId: string };

export type ProviderEvent = { readonly eventId: string; readonly news: ProviderNews };

/** `nothing`: of a kind that changes nothing here, not paid yet, or not of ours. */
export type ProviderNews =
  | { readonly kind: 'nothing'; readonly type: string }
  | ({ readonly kind: 'paid'; readonly paid: Money } & Whose)
  | ({ readonly kind: 'refunded' } & Whose);

/** `request.malformed` for what is no such event. */
export const readProviderEvent = (body: string): Result<ProviderEvent> => {
  const envelope = v.safeParse(Envelope, parseJson(body));
  if (!envelope.success) return refuse('request.malformed');
  const { id: eventId, type, data } = envelope.output;
  const news = readNews(type, data.object);
  return news.ok ? ok({ eventId, news: news.value }) : news;
};

const readNews = (type: string, object: unknown): Result<ProviderNews> => {
  switch (type) {
    case 'checkout.session.completed':
    case 'checkout.session.async_payment_succeeded':
      return readPaid(type, object);
    case 'charge.refunded':
      return readRefunded(type, object);
    // A session that failed or ran out moved no money, and a hold has a deadline of its own.
    default:
      return ok({ kind: 'nothing', type });
  }
};

const readPaid = (type: string, object: unknown): Result<ProviderNews> => {
  const session = v.safeParse(Session, object);
  if (!session.success) return refuse('request.malformed');
  const { client_reference_id: reference, payment_status: status, payment_intent: intent, id } = session.output;
  const whose = reference === null ? null : readReference(reference);
  // `unpaid`: the money is on its way, and another event comes with it.
  if (whose === null || !PAID.includes(status)) return ok({ kind: 'nothing', type });
  const { amount_total: amount, currency } = session.output;
  const paid = amount === null || currency === null ? null : fromStripeAmount(amount, currency);
  if (paid === null) return refuse('request.malformed');
  return ok({ kind: 'paid', ...whose, paymentId: intent ?? id, paid });
};

const readRefunded = (type: string, object: unknown): Result<ProviderNews> => {
  const charge = v.safeParse(Charge, object);
  if (!charge.success) return refuse('request.malformed');
  const { id, payment_intent: intent, refunded, metadata } = charge.output;
  const whose = metadata.tally_reference === undefined ? null : readReference(metadata.tally_reference);
  // A part that is given back leaves the order an order.
  if (whose === null || !refunded) return ok({ kind: 'nothing', type });
  return ok({ kind: 'refunded', ...whose, paymentId: intent ?? id });
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
