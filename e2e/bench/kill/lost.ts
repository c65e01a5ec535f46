import { assertNever } from '../../../shared/invariant.ts';
import type { BuyerId, ItemId } from '../../../shared/ids.ts';
import type { DrawReceipt } from '../../../shared/show/draw-receipt.ts';
import { faultOf } from '../../../shared/show/receipt.ts';
import type { Books } from './books.ts';
import type { DrawCall } from './draw-caller.ts';
import type { Entrant } from './entrant.ts';
import type { Wish } from './wish.ts';

type ToldBuyer = {
  readonly id: BuyerId;
  readonly wishes: readonly Wish[];
  readonly told: ReadonlySet<string>;
  readonly entrant: Pick<Entrant, 'tapped' | 'written'>;
};
type ToldHost = {
  readonly acknowledged: ReadonlyMap<ItemId, number>;
  readonly draws: { readonly calls: readonly DrawCall[] };
};

/** A sentence for everything that was acknowledged to somebody and is not so in the log. */
export const lostOf = (books: Books, buyers: readonly ToldBuyer[], host: ToldHost): readonly string[] => [
  ...buyers.flatMap((buyer) => buyer.wishes.flatMap((wish) => lostWish(books, buyer, wish))),
  ...buyers.flatMap((buyer) => lostEntries(books, buyer)),
  ...buyers.flatMap(({ told }) =>
    [...told].filter((line) => !books.has(line)).map((line) => `everybody was told ${line}`),
  ),
  ...[...host.acknowledged].flatMap(([itemId, stock]) =>
    (books.till.itemOf(itemId)?.stock ?? 0) < stock ? `${itemId}: a stock of ${stock} was acknowledged` : [],
  ),
  ...host.draws.calls.flatMap((call) => lostCall(books, call)),
];

/** A sentence for every receipt that says something else than the log, or from which nobody comes to the same draw again. */
export const wrongReceipts = (books: Books, receipts: readonly DrawReceipt[]): readonly string[] =>
  receipts.flatMap((receipt) => {
    const { drawId, commitment, seed, units, entries } = receipt;
    const fault = faultOf(receipt);
    const isKept = JSON.stringify({ commitment, seed, units, entries }) === JSON.stringify(books.receiptOf(drawId));
    return [
      ...(isKept ? [] : [`the receipt of ${drawId} is not what the log comes to`]),
      ...(fault === 'nothing' ? [] : [`the receipt of ${drawId} is wrong (${fault})`]),
    ];
  });

const lostWish = (books: Books, { id }: ToldBuyer, { params, verdict, payment, cancel }: Wish): readonly string[] => {
  if (verdict === null) return [];
  const kept = books.till.verdictOf(id, params.intent);
  switch (verdict.kind) {
    case 'rejected':
      return kept !== null && 'reason' in kept && kept.reason === verdict.reason
        ? []
        : [`${params.intent} was rejected (${verdict.reason}); the log has ${JSON.stringify(kept)}`];
    case 'hold': {
      const { holdId } = verdict.hold;
      const life = books.till.lifeOf(holdId);
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

/** Who was let into a giveaway is in it; also who wrote its word while it was open. */
const lostEntries = ({ giveaways }: Books, { id, entrant }: ToldBuyer): readonly string[] => [
  ...[...entrant.tapped].flatMap((giveawayId) =>
    giveaways.isIn(giveawayId, id) ? [] : `${id} was let into ${giveawayId}, and is not in it`,
  ),
  ...entrant.written.flatMap((messageId) => {
    const giveawayId = giveaways.openAt(messageId);
    if (giveawayId === undefined) return `${messageId} was shown, and is not there`;
    if (giveawayId === null || giveaways.isIn(giveawayId, id)) return [];
    return `${id} wrote the word of ${giveawayId}, and is not in it`;
  }),
];

const lostCall = (books: Books, { drawId, what }: DrawCall): readonly string[] => {
  const phase = books.phaseOf(drawId);
  const isSo = what === 'started' ? phase !== null : phase === 'over' || phase === 'cancelled';
  return isSo ? [] : [`${drawId} was ${what}, and is ${phase}`];
};
