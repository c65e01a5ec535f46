import * as v from 'valibot';
import { AppError } from '../../../shared/errors.ts';
import type { HoldId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { PAY_DONE, PAY_LEFT, DEMO_PAY_PATH } from '../../../shared/protocol/checkout.ts';
import { HOLD_MS, SessionName } from '../../../shared/show/hold.ts';
import type { Seller } from '../../../shared/show/seller.ts';
import type { AskedCheckout, Checkout, OpenedCheckout, RefundAnswer, RefundedPayment } from '../port.ts';
import { referenceOf } from '../reference.ts';
import { toStripeAmount } from './amount.ts';
import type { StripeApi } from './api.ts';

/** Stripe makes no session that would end sooner than this. */
const SHORTEST_SESSION_MS = 30 * 60_000;
/** For a clock that is not Stripe's, and a request that is late. */
const MARGIN_MS = 5 * 60_000;
/**
 * From the first press on, which asks the same as every later one: it may be at the end of a hold that was extended that Stripe
 * is reached. A session is closed when its hold ends, and this is only for when that fails.
 */
const SESSION_MS = SHORTEST_SESSION_MS + 2 * HOLD_MS + MARGIN_MS;

const Session = v.object({ id: SessionName, url: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\//)) });
const Refund = v.object({ status: v.nullable(v.string()) });
const FAILED_REFUNDS: readonly (string | null)[] = ['failed', 'canceled'];

type Options = {
  readonly api: StripeApi;
  /** Where pages of this server are, for the way back. */
  readonly origin: string;
};

/** Stripe's own payment page, one session for each hold. What is paid there is told by the webhook alone. */
export class StripeProvider implements Checkout {
  readonly kind = 'stripe';
  readonly #options: Options;
  /** A person who presses twice asks once. */
  readonly #opening = new Map<HoldId, Promise<OpenedCheckout>>();
  readonly #refunding = new Map<string, Promise<RefundAnswer>>();

  constructor(options: Options) {
    this.#options = options;
  }

  open(asked: AskedCheckout, signal: AbortSignal): Promise<OpenedCheckout> {
    return once(this.#opening, asked.hold.holdId, () => this.#open(asked, signal));
  }

  async expire(sessionName: string, signal: AbortSignal): Promise<void> {
    const path = `/v1/checkout/sessions/${encodeURIComponent(sessionName)}/expire`;
    // Refused for one that is paid or over: what it is then, the webhook says.
    await this.#options.api.post({ path, params: {}, idempotencyKey: `expire-${sessionName}` }, signal);
  }

  refund({ paymentId }: RefundedPayment, signal: AbortSignal): Promise<RefundAnswer> {
    return once(this.#refunding, paymentId, () => this.#refund(paymentId, signal));
  }

  async #refund(paymentId: string, signal: AbortSignal): Promise<RefundAnswer> {
    const ask = { path: '/v1/refunds', params: { payment_intent: paymentId }, idempotencyKey: `refund-${paymentId}` };
    const answer = await this.#options.api.post(ask, signal);
    if ('refused' in answer) {
      if (answer.refused === 'charge_already_refunded') return 'done';
      throw new AppError('checkout.unavailable');
    }
    const refund = v.safeParse(Refund, answer.body);
    if (!refund.success || FAILED_REFUNDS.includes(refund.output.status)) throw new AppError('checkout.unavailable');
    return refund.output.status === 'succeeded' ? 'done' : 'asked';
  }

  async #open(asked: AskedCheckout, signal: AbortSignal): Promise<OpenedCheckout> {
    const params = this.#sessionOf(asked);
    const ask = { path: '/v1/checkout/sessions', params, idempotencyKey: asked.hold.holdId };
    const answer = await this.#options.api.post(ask, signal);
    const session = 'body' in answer ? v.safeParse(Session, answer.body) : null;
    if (!session?.success) throw new AppError('checkout.unavailable');
    return { url: session.output.url, sessionName: session.output.id };
  }

  /** The same for the same hold, whenever it is asked: Stripe compares it with what came under the key before. */
  #sessionOf({ showId, hold }: AskedCheckout): Readonly<Record<string, string>> {
    const { holdId, name, priceMinor, currency, quantity, checkoutAtMs, seller } = hold;
    assert(checkoutAtMs !== null, 'whoever goes to pay has begun to');
    const amount = toStripeAmount(priceMinor, currency);
    if (amount === null) throw new AppError('checkout.unavailable');
    const reference = referenceOf(showId, holdId);
    const page = `${this.#options.origin}${DEMO_PAY_PATH}`;
    return {
      mode: 'payment',
      client_reference_id: reference,
      'line_items[0][quantity]': String(quantity),
      'line_items[0][price_data][currency]': currency.toLowerCase(),
      'line_items[0][price_data][unit_amount]': String(amount),
      'line_items[0][price_data][product_data][name]': name,
      ...(seller && sellerParams(seller)),
      expires_at: String(Math.floor((checkoutAtMs + SESSION_MS) / 1_000)),
      success_url: `${page}#${PAY_DONE}`,
      cancel_url: `${page}#${PAY_LEFT}`,
      // A refund names its payment, not the session; by this it finds the order.
      'payment_intent_data[metadata][tally_reference]': reference,
    };
  }
}

/** Who sells it: on the payment page and its receipt, and on session and payment for whoever settles with sellers. */
const sellerParams = ({ id, name }: Seller): Readonly<Record<string, string>> => ({
  'line_items[0][price_data][product_data][description]': name,
  'metadata[tally_seller]': name,
  'metadata[tally_seller_id]': id,
  'payment_intent_data[metadata][tally_seller]': name,
  'payment_intent_data[metadata][tally_seller_id]': id,
});

/** What is being done under `key` already is not begun again. */
const once = <Key, Done>(doing: Map<Key, Promise<Done>>, key: Key, begin: () => Promise<Done>): Promise<Done> => {
  const known = doing.get(key);
  if (known) return known;
  const begun = begin().finally(() => doing.delete(key));
  doing.set(key, begun);
  return begun;
};
