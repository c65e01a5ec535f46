import { holdCard } from '../../shared/protocol/holds.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { ok, refuse } from '../../shared/result.ts';
import { holdOf } from '../../shared/show/ledger.ts';
import { totalOf } from '../../shared/show/hold.ts';
import type { HttpDeps } from './deps.ts';
import { changing } from './json-route.ts';

/** The demo provider's own page. What a checkout is for comes in a body, never in an address. */
export const checkoutRoutes = ({ demo, shows, store, sessions }: HttpDeps) => ({
  lookAtCheckout: changing(sessions, ENDPOINTS.lookAtCheckout, ({ token }) => {
    const asked = demo.look(token);
    const state = asked && shows.get(asked.showId)?.state;
    const channel = state && store.records.channelById(state.channelId);
    const hold = asked && state?.ledger && holdOf(state.ledger, asked.holdId);
    if (!state || !channel || !hold) return refuse('order.unknown');
    return ok({ hold: holdCard(hold), channel: channel.name, address: state.address });
  }),

  playCheckout: changing(sessions, ENDPOINTS.playCheckout, async ({ token, outcome }) => {
    const asked = demo.look(token);
    const ledger = asked && shows.get(asked.showId)?.state.ledger;
    const hold = ledger && holdOf(ledger, asked.holdId);
    if (!asked || !hold) return refuse('order.unknown');
    await demo.play({ ...asked, total: totalOf(hold) }, outcome);
    return ok({});
  }),
});
