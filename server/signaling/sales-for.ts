import { valuesOf } from '../../shared/buckets.ts';
import { MAX_ORDERS_LISTED, orderCard, type OrderCard } from '../../shared/protocol/orders.ts';
import type { StudioActor } from '../../shared/show/actor.ts';
import { chatterOf } from '../../shared/show/chatters.ts';
import type { Hold } from '../../shared/show/hold.ts';
import { maySeeSales } from '../../shared/show/permissions.ts';
import { newestOf, salesOfHolds, type Sales } from '../../shared/show/sales.ts';
import { sellingOf } from '../../shared/show/sellers.ts';
import type { ShowState } from '../../shared/show/state.ts';

/** The holds that somebody of the studio may know of: all, or those of their own products. Null for who may know none. */
const holdsFor = (show: ShowState, actor: StudioActor): readonly Hold[] | null => {
  if (!show.ledger) return null;
  const holds = valuesOf(show.ledger.holds);
  if (maySeeSales(actor.role)) return holds;
  const selling = sellingOf(show, actor);
  const own = selling.ok ? selling.value : null;
  return own && holds.filter(({ seller }) => seller?.id === own.seller.id);
};

export const salesFor = (show: ShowState, actor: StudioActor): Sales | null => {
  const holds = holdsFor(show, actor);
  return holds && salesOfHolds(holds);
};

/** A seller is told nothing of who bought. */
export const ordersFor = (show: ShowState, actor: StudioActor): OrderCard[] | null => {
  const holds = holdsFor(show, actor);
  const { chatters } = show;
  const isSeller = !maySeeSales(actor.role);
  const winner = ({ life, buyerId }: Hold) =>
    life.state === 'won' && chatters ? (chatterOf(chatters, buyerId)?.name ?? null) : null;
  return (
    holds &&
    newestOf(holds, MAX_ORDERS_LISTED).map((hold) =>
      isSeller ? { ...orderCard(hold, null), buyer: null } : orderCard(hold, winner(hold)),
    )
  );
};
