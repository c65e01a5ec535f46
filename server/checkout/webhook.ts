import * as v from 'valibot';
import { HoldId, ShowId } from '../../shared/ids.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { PaymentId } from '../../shared/show/hold.ts';
import type { ShowRegistry } from '../shows/registry.ts';
import { checkSignature } from './signature.ts';

/** Ids have no point in them. */
const REFERENCE = /^([^.]+)\.([^.]+)$/;

/** What a checkout is known by at its provider: whose hold of which show it pays. */
export const referenceOf = (showId: ShowId, holdId: HoldId): string => `${showId}.${holdId}`;

const Session = v.object({
  id: PaymentId,
  client_reference_id: v.pipe(v.string(), v.maxLength(100)),
  payment_status: v.string(),
});

/** What a provider tells, in the shape of Stripe's events; those of other kinds are none of ours. */
const ProviderEvent = v.object({ type: v.string(), data: v.object({ object: v.unknown() }) });

type WebhookDeps = {
  readonly shows: ShowRegistry;
  readonly secret: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
};

export type Webhook = (message: {
  readonly body: string;
  readonly signature: string | undefined;
}) => Promise<Result<null>>;

/**
 * Hears from providers that something was paid. `webhook.forged`, `request.malformed`, `order.unknown` for money that belongs to
 * nothing here. A provider that is refused, or hears nothing, says it again; the show counts it once.
 */
export const makeWebhook =
  ({ shows, secret, clock }: WebhookDeps): Webhook =>
  async (message) => {
    const signed = checkSignature(secret, message, clock());
    if (!signed.ok) return signed;
    const event = v.safeParse(ProviderEvent, parseJson(message.body));
    if (!event.success) return refuse('request.malformed');
    if (event.output.type !== 'checkout.session.completed') return ok(null);
    const session = v.safeParse(Session, event.output.data.object);
    if (!session.success) return refuse('request.malformed');
    if (session.output.payment_status !== 'paid') return ok(null);
    const [, show, hold] = REFERENCE.exec(session.output.client_reference_id) ?? [];
    const showId = v.safeParse(ShowId, show);
    const holdId = v.safeParse(HoldId, hold);
    const actor = showId.success ? shows.get(showId.output) : null;
    if (!actor || !holdId.success) return refuse('order.unknown');
    const outcome = await actor.submit(
      { type: 'order.pay', holdId: holdId.output, paymentId: session.output.id },
      SYSTEM,
    );
    return outcome.ok ? ok(null) : outcome;
  };

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};
