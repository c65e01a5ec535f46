import { assertNever } from '../../../shared/invariant.ts';
import type { Books } from './books.ts';
import type { Buyer } from './buyer.ts';
import type { StockingHost } from './host.ts';
import type { Wish } from './wish.ts';

/** A sentence for everything that was acknowledged to somebody and is not so in the log. */
export const lostOf = (books: Books, buyers: readonly Buyer[], host: StockingHost): readonly string[] => [
  ...buyers.flatMap((buyer) => buyer.wishes.flatMap((wish) => lostWish(books, buyer, wish))),
  ...[...host.acknowledged].flatMap(([itemId, stock]) =>
    (books.stockOf(itemId) ?? 0) < stock ? `${itemId}: a stock of ${stock} was acknowledged` : [],
  ),
];

const lostWish = (books: Books, { id }: Buyer, { params, verdict, payment, cancel }: Wish): readonly string[] => {
  if (verdict === null) return [];
  const kept = books.verdictOf(id, params.intent);
  switch (verdict.kind) {
    case 'rejected':
      return kept !== null && 'reason' in kept && kept.reason === verdict.reason
        ? []
        : [`${params.intent} was rejected (${verdict.reason}); the log has ${JSON.stringify(kept)}`];
    case 'hold': {
      const { holdId } = verdict.hold;
      const life = books.lifeOf(holdId);
      if (kept === null || !('holdId' in kept) || kept.holdId !== holdId) return [`the hold ${holdId} is not there`];
      if (payment === 'acknowledged' && life !== 'paid' && life !== 'refund-due')
        return [`${holdId} was paid, and is ${life}`];
      if (cancel === 'acknowledged' && life !== 'over') return [`${holdId} was cancelled, and is ${life}`];
      return [];
    }
    default:
      return assertNever(verdict);
  }
};
