import * as v from 'valibot';
import { BuyerId, FlashId, HoldId, ItemId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { AtMs } from './at-ms.ts';
import { SoldBy } from './seller.ts';

/** How long units are set aside for somebody who has yet to pay; an extension adds as much again. */
export const HOLD_MS = 10 * 60_000;
/** The same in a flash sale, where others wait for what is not paid. */
const FLASH_HOLD_MS = 5 * 60_000;

export const holdMs = ({ flashId }: { readonly flashId: FlashId | null }): number =>
  flashId === null ? HOLD_MS : FLASH_HOLD_MS;

/** Units of one hold. A shop that sells more at once has another way to sell. */
export const Quantity = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20));

/** What a page makes once for each thing that its person wants: however often it is sent, it is one wish. */
export const IntentKey = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{8,64}$/));

/** The payment at the provider that a webhook speaks of. */
export const PaymentId = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/**
 * Who takes the money: `demo` moves none, `stripe` tells what was paid by webhook; `shopify` is the shop's own cart and `link` the
 * product's page in a shop, neither of which ever says that it was paid.
 */
export const PAY_KINDS = ['demo', 'stripe', 'shopify', 'link'] as const;
export const PayKind = v.picklist(PAY_KINDS);
export type PayKind = v.InferOutput<typeof PayKind>;

/** Whether a shop is paid that tells us nothing: its staff say what was sold. */
export const isPaidAtShop = (kind: PayKind | null): boolean => kind === 'shopify' || kind === 'link';

/** What a provider says that somebody paid. */
export const Money = v.object({
  /** Minor units; above any price times any quantity, and exact. */
  amountMinor: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000_000_000)),
  currency: Currency,
});
export type Money = v.InferOutput<typeof Money>;

/** The name of a checkout at its provider. */
export const SessionName = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

const extension = v.picklist(['unused', 'used']);

/**
 * waiting → held → checkout → paid → refunded, or paid from held at once; waiting, held and checkout → cancelled; held and
 * checkout → expired. Money that comes once it is expired or cancelled pays late while units are left; else, and while waiting,
 * → refund-due → refunded. A giveaway’s hold begins as won and stays so.
 */
export const HoldLife = v.variant('state', [
  v.object({ state: v.literal('waiting') }),
  v.object({ state: v.literal('held'), untilMs: AtMs, extension }),
  v.object({ state: v.literal('checkout'), untilMs: AtMs, extension }),
  v.object({ state: v.literal('paid'), paymentId: PaymentId, atMs: AtMs, timing: v.picklist(['in-time', 'late']) }),
  v.object({ state: v.literal('won'), atMs: AtMs }),
  v.object({ state: v.literal('expired'), atMs: AtMs }),
  v.object({
    state: v.literal('cancelled'),
    atMs: AtMs,
    by: v.optional(v.picklist(['buyer', 'staff', 'end']), 'buyer'),
  }),
  v.object({ state: v.literal('refund-due'), paymentId: PaymentId, atMs: AtMs }),
  /** `wasOrder`: it was paid for units, not for ones that were gone already. */
  v.object({ state: v.literal('refunded'), paymentId: PaymentId, atMs: AtMs, wasOrder: v.boolean() }),
]);
export type HoldLife = v.InferOutput<typeof HoldLife>;

/** What was asked for, as it was then: the shelf may change or lose the product. */
const WANTED = {
  holdId: HoldId,
  itemId: ItemId,
  quantity: Quantity,
  name: v.string(),
  /** For one unit. */
  priceMinor: PriceMinor,
  currency: Currency,
  /** The flash sale whose price it is; null for the usual one. */
  flashId: v.optional(v.nullable(FlashId), null),
  /** Whose product it was. */
  seller: SoldBy,
};
export const HoldTerms = v.object({ ...WANTED, buyerId: BuyerId, intent: IntentKey });
export type HoldTerms = v.InferOutput<typeof HoldTerms>;

/** A hold as its buyer's pages know it. */
export const HoldCard = v.object({
  ...WANTED,
  requestedAtMs: AtMs,
  life: HoldLife,
  /** What they paid beyond its price, or that was not its price. */
  moneyBack: v.optional(v.picklist(['none', 'due', 'refunded']), 'none'),
});
export type HoldCard = v.InferOutput<typeof HoldCard>;

/** Money that came for what was paid already, or that is not what it costs (`paid`); it is due back. */
export const SurplusPayment = v.object({
  paymentId: PaymentId,
  state: v.picklist(['due', 'refunded']),
  paid: v.optional(v.nullable(Money), null),
});
export type SurplusPayment = v.InferOutput<typeof SurplusPayment>;

/** Units of a product set aside for one buyer, and what became of them. Paid, it is an order. */
export const Hold = v.object({
  ...HoldTerms.entries,
  requestedAtMs: AtMs,
  /** When units were first set aside for it, and when its buyer went to pay; null for never. */
  grantedAtMs: v.nullable(AtMs),
  checkoutAtMs: v.nullable(AtMs),
  /** Where its buyer went to pay, and what the checkout is called there; null for nowhere, and for a place without names. */
  payKind: v.optional(v.nullable(PayKind), null),
  sessionName: v.optional(v.nullable(SessionName), null),
  life: HoldLife,
  /** Payments beyond the one that paid it. */
  surplus: v.array(SurplusPayment),
});
export type Hold = v.InferOutput<typeof Hold>;

/** Why a request got nothing. */
export const HoldRejection = v.picklist([
  'sold-out',
  'not-enough',
  'limit',
  'closed',
  'not-open-yet',
  'price-changed',
  'waiting-already',
]);
export type HoldRejection = v.InferOutput<typeof HoldRejection>;

/** The life of a hold whose units are set aside at the moment; null for any other. */
export const openLife = ({ life }: Hold): Extract<HoldLife, { state: 'held' | 'checkout' }> | null =>
  life.state === 'held' || life.state === 'checkout' ? life : null;

/** What all of it costs. */
export const totalOf = ({
  priceMinor,
  quantity,
  currency,
}: Pick<HoldCard, 'priceMinor' | 'quantity' | 'currency'>): Money => ({
  amountMinor: priceMinor * quantity,
  currency,
});

/** The payment beyond the first that has this id; null for none. */
export const surplusOf = ({ surplus }: Hold, paymentId: string): SurplusPayment | null =>
  surplus.find((payment) => payment.paymentId === paymentId) ?? null;

/** Payments that are due back for it. */
export const refundsDueOf = ({ life, surplus }: Hold): number =>
  surplus.filter(({ state }) => state === 'due').length + (life.state === 'refund-due' ? 1 : 0);
