import type { ShowAddress, ShowId } from '../../shared/ids.ts';
import type { Hold, PayKind } from '../../shared/show/hold.ts';

/** A hold whose buyer goes to pay. */
export type AskedCheckout = {
  readonly showId: ShowId;
  readonly address: ShowAddress;
  readonly hold: Hold;
  /** The product's page in a shop, as the shelf has it now; null for none. */
  readonly link: string | null;
};

export type OpenedCheckout = {
  /** Where it is paid, for its buyer alone. */
  readonly url: string;
  /** What the provider calls it; null where checkouts have no names. */
  readonly sessionName: string | null;
};

/** `asked`: it is on its way, and the provider's webhook will say so. `elsewhere`: no provider of ours has the money. */
export type RefundAnswer = 'done' | 'asked' | 'elsewhere';

/**
 * Where buyers pay. What comes of it is told by the provider's webhook, however late. Every method throws AppError
 * `checkout.unavailable` where the provider cannot be reached or refuses.
 */
export type Checkout = {
  readonly kind: PayKind;
  /** The same hold again gives the same checkout. */
  open(asked: AskedCheckout, signal: AbortSignal): Promise<OpenedCheckout>;
  /** From now on nobody can pay it; one that is over or paid already stays so. */
  expire(sessionName: string, signal: AbortSignal): Promise<void>;
  /** Gives all of a payment back, once however often it is asked. */
  refund(payment: RefundedPayment, signal: AbortSignal): Promise<RefundAnswer>;
};

export type RefundedPayment = { readonly showId: ShowId; readonly hold: Hold; readonly paymentId: string };
