import { assertNever } from '../invariant.ts';
import { CalloutId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { Actor } from './actor.ts';
import { closingOf } from './callout.ts';
import type { ShowCommand } from './command.ts';
import type { ShowEvent } from './event.ts';
import { itemOf } from './item-of.ts';
import { isRunning } from './life.ts';
import { closingTill } from './sellers-leave.ts';
import { dropping, itemInReach, openAsks, sellingOf } from './sellers.ts';
import type { ShowState } from './state.ts';
import { listingOf } from './visibility.ts';

export type SellerCommand = Extract<ShowCommand, { type: `seller.${string}` }>;

/**
 * What sellers ask, and what is said to it. One ask a seller: a new one replaces the one before. `callout.show-not-running`,
 * `seller.taken-off` for a product that those in charge have delisted, `seller.no-ask` for approving what nobody asks any more.
 */
export const decideSellers = (
  state: ShowState,
  command: SellerCommand,
  { actor, atMs, random }: { readonly actor: Actor; readonly atMs: number; readonly random: Random },
): Result<readonly ShowEvent[]> => {
  switch (command.type) {
    case 'seller.close':
      return ok(closingTill(state, command.sellerId, atMs));
    case 'seller.answer':
      return decideAnswer(state, command, random);
    case 'seller.ask':
    case 'seller.drop': {
      const selling = sellingOf(state, actor);
      if (!selling.ok) return selling;
      if (!selling.value) return refuse('auth.forbidden');
      const { seller } = selling.value;
      if (command.type === 'seller.drop') return ok(dropping(state, { sellerId: seller.id }));
      if (!isRunning(state.life)) return refuse('callout.show-not-running');
      const { itemId } = command;
      const item = itemInReach(state, itemId, selling.value);
      if (!item.ok) return item;
      if (item.value.visibility === 'delisted') return refuse('seller.taken-off', 'itemId');
      const isAsked = openAsks(state).some((ask) => ask.sellerId === seller.id && ask.itemId === itemId);
      if (isAsked || state.callout?.itemId === itemId) return ok([]);
      return ok([{ type: 'seller.asked', sellerId: seller.id, name: seller.name, itemId }]);
    }
    default:
      return assertNever(command);
  }
};

const decideAnswer = (
  state: ShowState,
  { sellerId, itemId, answer }: Extract<SellerCommand, { type: 'seller.answer' }>,
  random: Random,
): Result<readonly ShowEvent[]> => {
  const ask = openAsks(state).find((each) => each.sellerId === sellerId && each.itemId === itemId);
  const item = ask && itemOf(state, itemId);
  if (!item) return answer === 'declined' ? ok([]) : refuse('seller.no-ask', 'itemId');
  const answered: ShowEvent = { type: 'seller.answered', sellerId, answer };
  if (answer === 'declined') return ok([answered]);
  if (!isRunning(state.life)) return refuse('callout.show-not-running');
  const opened: ShowEvent = { type: 'callout.opened', calloutId: makeId(CalloutId, random), itemId };
  return ok([answered, ...closingOf(state, 'replaced'), ...listingOf(state, item), opened]);
};
