import { assert } from '../invariant.ts';
import { ok, refuse, type Result } from '../result.ts';
import { placeOf, type Actor } from './actor.ts';
import type { ShowCommand } from './command.ts';
import { participantOf, type CrewState } from './crew.ts';
import type { ShowEvent } from './event.ts';
import { factsOf, MAX_STOCK } from './item.ts';
import { itemOf } from './item-of.ts';
import { decideChange } from './shelf.ts';
import type { ShowState } from './state.ts';
import { MAX_STOCK_CORRECTIONS } from './stock.ts';

export type StockCommand = Extract<ShowCommand, { type: `stock.${string}` }>;
type StockEvent = Extract<ShowEvent, { type: `stock.${string}` }>;

/**
 * A correction of what there is to sell, by somebody and for a reason. It is a change of the product's facts like another, and the
 * crew is told why. `shelf.item-not-found`; `stock.not-counted` for a difference to nothing; `stock.no-note` where the reason says
 * nothing by itself; `stock.too-many`; `shelf.stock-promised` below what is set aside and sold. What changes nothing gives no events.
 */
export const decideStock = (
  state: ShowState & { readonly crew: CrewState },
  { itemId, change, reason, note }: StockCommand,
  { actor, atMs }: { readonly actor: Actor; readonly atMs: number },
): Result<readonly ShowEvent[]> => {
  const item = itemOf(state, itemId);
  if (!item) return refuse('shelf.item-not-found', 'itemId');
  if (reason === 'other' && note === null) return refuse('stock.no-note', 'note');
  if (change.kind === 'by' && item.stock === null) return refuse('stock.not-counted', 'change');
  const to = change.kind === 'to' ? change.units : (item.stock ?? 0) + change.units;
  if (to > MAX_STOCK) return refuse('stock.too-many', 'change.units');
  const changed = decideChange(state, item, { facts: { ...factsOf(item), stock: to }, atMs });
  if (!changed.ok || changed.value.length === 0) return changed;
  const participantId = placeOf(actor);
  assert(participantId !== null, 'only people of the studio correct a stock');
  const name = participantOf(state.crew, participantId)?.name ?? '';
  const facts = { itemId, itemName: item.name, from: item.stock, to, reason, note, participantId, name };
  return ok([...changed.value, { type: 'stock.corrected', ...facts }]);
};

export const applyStock = (crew: CrewState, event: StockEvent, atMs: number): CrewState => {
  const { type: _type, ...correction } = event;
  return { ...crew, corrections: [...crew.corrections, { ...correction, atMs }].slice(-MAX_STOCK_CORRECTIONS) };
};
