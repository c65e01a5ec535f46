import * as v from 'valibot';
import { HoldCard, PayKind, SurplusPayment, type Hold } from '../show/hold.ts';
import { holdCard } from './holds.ts';

/** Characters of a buyer's id that tell two buyers apart, and lead to nobody. */
const BUYER_MARK_LENGTH = 5;

/** A hold as the people see it who have the show in hand: whose it is, as a mark that leads to nobody, and who takes the money. */
export const OrderCard = v.object({
  ...HoldCard.entries,
  buyer: v.nullable(v.string()),
  /** The name of who won it; null for what nobody won. A seller is told neither. */
  winner: v.nullable(v.string()),
  payKind: v.nullable(PayKind),
  surplus: v.array(SurplusPayment),
});
export type OrderCard = v.InferOutput<typeof OrderCard>;

export const orderCard = (hold: Hold, winner: string | null): OrderCard => ({
  ...holdCard(hold),
  buyer: hold.buyerId.slice(0, BUYER_MARK_LENGTH).toUpperCase(),
  winner,
  payKind: hold.payKind,
  surplus: hold.surplus,
});

/** The newest orders that a list holds. */
export const MAX_ORDERS_LISTED = 200;

/** `ask`: the provider gives it back. `mark`: it was given back already, outside of here. */
export const RefundWay = v.picklist(['ask', 'mark']);
export type RefundWay = v.InferOutput<typeof RefundWay>;
