import * as v from 'valibot';
import { HashHex } from '../hash-hex.ts';
import { BuyerId, FlashId, GiveawayId, HoldId, ItemId } from '../ids.ts';
import { AtMs } from './at-ms.ts';
import { Count } from './count.ts';
import { HoldRejection, HoldTerms, IntentKey, Money, PaymentId, PayKind, Quantity, SessionName } from './hold.ts';

/** Holds and orders. They name buyers, so no page is told of them as they are. */
export const TILL_EVENTS = [
  /** The seed of a draw, before anybody is in it. */
  v.object({ type: v.literal('draw.sealed'), flashId: FlashId, itemId: ItemId, seed: HashHex }),
  v.object({
    type: v.literal('draw.entered'),
    flashId: FlashId,
    buyerId: BuyerId,
    intent: IntentKey,
    itemId: ItemId,
    quantity: Quantity,
  }),
  /** Everybody in it has their answer, or it will never be drawn. */
  v.object({ type: v.literal('draw.closed'), flashId: FlashId }),
  /** The same of a giveaway. `units`: set aside, of the product that is given. */
  v.object({
    type: v.literal('draw.opened'),
    giveawayId: GiveawayId,
    itemId: v.nullable(ItemId),
    units: Count,
    seed: HashHex,
  }),
  v.object({ type: v.literal('draw.joined'), giveawayId: GiveawayId, buyerId: BuyerId, intent: IntentKey }),
  /** Banned, and out of it. */
  v.object({ type: v.literal('draw.left'), giveawayId: GiveawayId, buyerId: BuyerId }),
  /** What is set aside and nobody won is free again. */
  v.object({ type: v.literal('draw.over'), giveawayId: GiveawayId }),
  /** A unit that was set aside for a giveaway is its winner's. */
  v.object({ type: v.literal('hold.won'), ...HoldTerms.entries }),
  v.object({ type: v.literal('hold.granted'), ...HoldTerms.entries, untilMs: AtMs }),
  v.object({ type: v.literal('hold.waitlisted'), ...HoldTerms.entries }),
  v.object({
    type: v.literal('hold.rejected'),
    buyerId: BuyerId,
    intent: IntentKey,
    itemId: ItemId,
    quantity: Quantity,
    reason: HoldRejection,
  }),
  /** Somebody who waited has units set aside now. */
  v.object({ type: v.literal('hold.offered'), holdId: HoldId, untilMs: AtMs }),
  v.object({ type: v.literal('hold.extended'), holdId: HoldId, untilMs: AtMs }),
  /** Logs from before there were several had the demo provider. */
  v.object({ type: v.literal('hold.checkoutStarted'), holdId: HoldId, payKind: v.optional(PayKind, 'demo') }),
  /** Its provider calls the checkout so. */
  v.object({ type: v.literal('hold.checkoutNamed'), holdId: HoldId, sessionName: SessionName }),
  v.object({ type: v.literal('hold.expired'), holdId: HoldId }),
  v.object({
    type: v.literal('hold.cancelled'),
    holdId: HoldId,
    by: v.optional(v.picklist(['buyer', 'staff']), 'buyer'),
  }),
  /** The show is over: nobody waits for anything any more. */
  v.object({ type: v.literal('hold.listClosed') }),
  v.object({
    type: v.literal('order.paid'),
    holdId: HoldId,
    paymentId: PaymentId,
    timing: v.picklist(['in-time', 'late']),
  }),
  /** Money came when there was nothing left for it. */
  v.object({ type: v.literal('order.refundDue'), holdId: HoldId, paymentId: PaymentId }),
  /** Another payment came for what was paid already, or one of another amount or currency (`paid`); it is due back too. */
  v.object({
    type: v.literal('order.surplusPaid'),
    holdId: HoldId,
    paymentId: PaymentId,
    paid: v.optional(v.nullable(Money), null),
  }),
  v.object({ type: v.literal('order.surplusRefunded'), holdId: HoldId, paymentId: PaymentId }),
  v.object({ type: v.literal('order.refunded'), holdId: HoldId, paymentId: PaymentId }),
] as const;
