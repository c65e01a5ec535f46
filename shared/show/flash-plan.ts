import { assert, assertNever } from '../invariant.ts';
import type { ItemId } from '../ids.ts';
import { ok, refuse, type Result } from '../result.ts';
import type { ShowCommand } from './command.ts';
import type { CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';
import type { FlashPlan } from './flash-planned.ts';
import type { FlashTerms } from './flash-terms.ts';
import { itemOf } from './item-of.ts';
import type { ShelfItem } from './item.ts';
import type { ShowState } from './state.ts';

export type PlanCommand = Extract<ShowCommand, { type: 'flash.plan' | 'flash.unplan' }>;
export type PlanEvent = Extract<ShowEvent, { type: `sale.${string}` }>;
type WithCrew = Pick<ShowState, 'items' | 'crew'>;

/** What is planned for a product; null for nothing, and for those who are not told. */
export const planOf = ({ crew }: Pick<WithCrew, 'crew'>, itemId: ItemId): FlashPlan | null =>
  crew?.flashPlans.find((plan) => plan.itemId === itemId) ?? null;

/** What is wrong with a sale of this product at these terms, planned or begun; null for nothing. */
export const termsFault = (item: ShelfItem, terms: FlashTerms): Result<never> | null => {
  if (item.link !== null) return refuse('flash.elsewhere', 'terms.itemId');
  if (terms.priceMinor >= item.priceMinor) return refuse('flash.not-cheaper', 'terms.priceMinor');
  return null;
};

/** One a product; another one replaces it. `shelf.item-not-found`, `flash.elsewhere` and `flash.not-cheaper`. */
export const decidePlan = (state: WithCrew, command: PlanCommand): Result<readonly ShowEvent[]> => {
  switch (command.type) {
    case 'flash.plan': {
      const { terms } = command;
      const item = itemOf(state, terms.itemId);
      if (!item) return refuse('shelf.item-not-found', 'terms.itemId');
      return termsFault(item, terms) ?? ok([{ type: 'sale.planned', plan: terms }]);
    }
    case 'flash.unplan':
      if (!itemOf(state, command.itemId)) return refuse('shelf.item-not-found', 'itemId');
      return ok(unplanning(state, command.itemId));
    default:
      return assertNever(command);
  }
};

/** What a product's plan is over with: its sale begins, or the product is gone. */
export const unplanning = (state: Pick<WithCrew, 'crew'>, itemId: ItemId): readonly ShowEvent[] =>
  planOf(state, itemId) ? [{ type: 'sale.unplanned', itemId }] : [];

export const applyPlan = (crew: CrewState, event: PlanEvent): CrewState => {
  const itemId = event.type === 'sale.planned' ? event.plan.itemId : event.itemId;
  const others = crew.flashPlans.filter((plan) => plan.itemId !== itemId);
  return { ...crew, flashPlans: event.type === 'sale.planned' ? [...others, event.plan] : others };
};

export const assertPlanInvariants = ({ crew, items }: WithCrew): void => {
  const plans = crew?.flashPlans ?? [];
  assert(new Set(plans.map(({ itemId }) => itemId)).size === plans.length, 'a product has one plan');
  for (const { itemId } of plans) assert(itemOf({ items }, itemId), 'a planned product is on the shelf');
};
