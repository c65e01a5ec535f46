import { createHmac, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { HoldId, ShowId } from '../../shared/ids.ts';
import { assertNever } from '../../shared/invariant.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { DEMO_PAY_PATH, type DemoOutcome } from '../../shared/protocol/checkout.ts';
import type { Money } from '../../shared/show/hold.ts';
import type { AskedCheckout, Checkout, OpenedCheckout, RefundAnswer, RefundedPayment } from './port.ts';
import { referenceOf } from './reference.ts';
import { signMessage } from './signature.ts';
import { toStripeAmount } from './stripe/amount.ts';
import type { Webhook } from './webhook.ts';

type DemoOptions = {
  /** What checkouts are sealed with; another one makes them worthless. */
  readonly key: string;
  /** What messages to the webhook are signed with. */
  readonly secret: string;
  readonly webhook: Webhook;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly log: Log;
};

type Asked = { readonly showId: ShowId; readonly holdId: HoldId };
type Charge = Asked & { readonly total: Money };

/** How long a provider that is late takes to say that it was paid. */
const LATE_MS = 15_000;

/**
 * A provider that moves no money and can do what real ones do: take it, decline, be late, say it twice, or never. What it has to
 * say goes the way that a real one's messages go: signed, through the webhook.
 */
export class DemoProvider implements Checkout, Closable {
  readonly kind = 'demo';
  readonly #options: DemoOptions;
  readonly #late = new Set<NodeJS.Timeout>();

  constructor(options: DemoOptions) {
    this.#options = options;
  }

  open({ showId, hold }: AskedCheckout): Promise<OpenedCheckout> {
    return Promise.resolve({ url: this.urlOf({ showId, holdId: hold.holdId }), sessionName: null });
  }

  /** The page where this is paid. */
  urlOf({ showId, holdId }: Asked): string {
    const reference = referenceOf(showId, holdId);
    // In the fragment: no server and no other site ever sees it.
    return `${DEMO_PAY_PATH}#${reference}.${this.#seal(reference)}`;
  }

  /** What is paid after the end of a hold is paid late, as with any provider. */
  expire(): Promise<void> {
    return Promise.resolve();
  }

  async refund({ showId, hold, paymentId }: RefundedPayment): Promise<RefundAnswer> {
    const metadata = { tally_reference: referenceOf(showId, hold.holdId) };
    await this.#tell(`refund_${paymentId}`, 'charge.refunded', { id: paymentId, refunded: true, metadata });
    return 'asked';
  }

  /** What a checkout is for; null for one that this provider did not make. */
  look(token: string): Asked | null {
    const [show, hold, seal, ...rest] = token.split('.');
    const showId = v.safeParse(ShowId, show);
    const holdId = v.safeParse(HoldId, hold);
    if (!showId.success || !holdId.success || seal === undefined || rest.length > 0) return null;
    const expected = Buffer.from(this.#seal(referenceOf(showId.output, holdId.output)));
    const given = Buffer.from(seal);
    const isOurs = given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
    return isOurs ? { showId: showId.output, holdId: holdId.output } : null;
  }

  /** Plays `outcome`. Resolves when what is told at once was heard. */
  async play(charge: Charge, outcome: DemoOutcome): Promise<void> {
    switch (outcome) {
      case 'paid':
        return this.#tellPaid(charge);
      case 'twice':
        await Promise.all([this.#tellPaid(charge), this.#tellPaid(charge)]);
        return;
      case 'less': {
        const { amountMinor, currency } = charge.total;
        return this.#tellPaid({ ...charge, total: { amountMinor: Math.max(0, amountMinor - 1), currency } }, 'less');
      }
      case 'late':
        return this.#tellLater(charge);
      case 'declined':
      case 'silent':
        return;
      default:
        return assertNever(outcome);
    }
  }

  close(): void {
    for (const timer of this.#late) clearTimeout(timer);
    this.#late.clear();
  }

  #tellLater(charge: Charge): void {
    const timer = setTimeout(() => {
      this.#late.delete(timer);
      this.#tellPaid(charge).catch((error: unknown) => {
        this.#options.log.error({ holdId: charge.holdId }, 'a late payment could not be told', error);
      });
    }, LATE_MS);
    this.#late.add(timer);
  }

  /** `session`: a person who pays once more, in another way, has another one. */
  #tellPaid({ showId, holdId, total }: Charge, session = 'session'): Promise<void> {
    return this.#tell(`${session}_${holdId}`, 'checkout.session.completed', {
      id: `demo_${session}_${holdId}`,
      object: 'checkout.session',
      client_reference_id: referenceOf(showId, holdId),
      payment_status: 'paid',
      amount_total: toStripeAmount(total.amountMinor, total.currency),
      currency: total.currency.toLowerCase(),
    });
  }

  async #tell(eventId: string, type: string, object: object): Promise<void> {
    const { secret, webhook, clock, log } = this.#options;
    const body = JSON.stringify({ id: `demo_${eventId}`, type, data: { object } });
    const heard = await webhook({ body, signature: signMessage(secret, body, clock()) });
    if (!heard.ok) log.warn({ eventId, code: heard.error.code }, 'what the demo provider told was refused');
  }

  #seal(reference: string): string {
    return createHmac('sha256', this.#options.key).update(reference).digest('base64url');
  }
}
