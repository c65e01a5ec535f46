import { assert } from '../../../shared/invariant.ts';
import { holdCard } from '../../../shared/protocol/holds.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import { entryOf, holdOf, verdictOf } from '../../../shared/show/ledger.ts';
import type { ShowCommand } from '../../../shared/show/command.ts';
import type { BuyerId } from '../../../shared/ids.ts';
import type { HandOff } from '../../checkout/hand-off.ts';
import type { ShowActor } from '../../shows/actor.ts';
import type { Contexts, HandlersOf, MethodOf } from '../handler.ts';
import { buyerOf } from './buyer.ts';

type Nothing = Record<never, never>;
type ViewerContext = Contexts['viewer'];

type TillMethods = Extract<MethodOf<'viewer'>, `hold.${string}`>;

/** What viewers buy. `buyer.unknown` for a browser that keeps no cookie, `request.too-many` for more wishes than a person has. */
export const makeTillHandlers = (
  handOff: Pick<HandOff, 'canBePaid' | 'open'>,
): Pick<HandlersOf<'viewer'>, TillMethods> => ({
  'hold.request': async (context, { intent, itemId, quantity, seen }) => {
    if (!context.session.mayRequestHold()) return refuse('request.too-many');
    const buyer = buyerOf(context);
    if (!buyer.ok) return buyer;
    const { actor } = context.room;
    // Only of a new wish: asked again, it is answered with the same, whatever the product is by now.
    const payable = isAnswered(actor, buyer.value.buyerId, intent) ? ok(null) : handOff.canBePaid(actor, itemId);
    if (!payable.ok) return payable;
    const outcome = await actor.submit({ type: 'hold.request', intent, itemId, quantity, seen }, buyer.value);
    if (!outcome.ok) return outcome;
    const { draw } = actor.state.ledger ?? {};
    const entry = actor.state.ledger && entryOf(actor.state.ledger, buyer.value.buyerId);
    // A second at most; whoever is cut off meanwhile asks again, and hears the same.
    if (draw && entry?.intent === intent) await context.room.draws.over(draw.flashId);
    const { ledger } = actor.state;
    const verdict = ledger && verdictOf(ledger, buyer.value.buyerId, intent);
    if (!verdict && entry) return refuse('server.stopping');
    assert(verdict, 'a wish that was heard has its verdict');
    if (verdict.answer.kind === 'rejected') return ok(verdict.answer);
    const hold = holdOf(ledger, verdict.answer.holdId);
    assert(hold, 'what was granted is in the ledger');
    return ok({ kind: 'hold', hold: holdCard(hold) });
  },
  'hold.startCheckout': async (context, { holdId }) => {
    const buyer = buyerOf(context);
    return buyer.ok ? handOff.open(context.room.actor, holdId, buyer.value) : buyer;
  },
  'hold.extend': (context, { holdId }) => ask(context, { type: 'hold.extend', holdId }),
  'hold.cancel': (context, { holdId }) => ask(context, { type: 'hold.cancel', holdId }),
});

/** Whether a wish has its verdict, or has its place in a draw. */
const isAnswered = ({ state: { ledger } }: ShowActor, buyerId: BuyerId, intent: string): boolean =>
  ledger !== null && (verdictOf(ledger, buyerId, intent) !== null || entryOf(ledger, buyerId)?.intent === intent);

const ask = async (context: ViewerContext, command: ShowCommand): Promise<Result<Nothing>> => {
  const buyer = buyerOf(context);
  if (!buyer.ok) return buyer;
  const outcome = await context.room.actor.submit(command, buyer.value);
  return outcome.ok ? ok({}) : outcome;
};
