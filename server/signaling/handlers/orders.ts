import { ok, refuse } from '../../../shared/result.ts';
import { isAllowed } from '../../../shared/show/permissions.ts';
import type { HandOff } from '../../checkout/hand-off.ts';
import type { PersonHandlers } from '../handler.ts';
import { ordersFor } from '../sales-for.ts';

type OrderMethods = 'orders.list' | 'orders.withdraw' | 'orders.settle' | 'orders.refund';

/**
 * Whoever has the shelf in hand lists all orders and withdraws reservations; a seller lists those of their own products. What
 * moves money is for host and co-host alone. `auth.forbidden` for everybody else in the studio.
 */
export const makeOrderHandlers = (handOff: Pick<HandOff, 'refund'>): PersonHandlers<OrderMethods> => ({
  'orders.list': ({ room, session }) => {
    const orders = ordersFor(room.actor.state, session.actor);
    return orders ? ok({ orders }) : refuse('auth.forbidden');
  },
  'orders.withdraw': async ({ room, session }, { holdId }) => {
    const outcome = await room.actor.submit({ type: 'hold.withdraw', holdId }, session.actor);
    return outcome.ok ? ok({}) : outcome;
  },
  'orders.settle': async ({ room, session }, { holdId }) => {
    const outcome = await room.actor.submit({ type: 'order.settle', holdId }, session.actor);
    return outcome.ok ? ok({}) : outcome;
  },
  'orders.refund': ({ room, session: { actor } }, refund) =>
    // Before the provider is asked: what it gives back cannot be taken again.
    isAllowed(actor.role, 'order.refund') ? handOff.refund(room.actor, refund, actor) : refuse('auth.forbidden'),
});
