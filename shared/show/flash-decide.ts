import { valuesOf } from '../buckets.ts';
import { assert, assertNever } from '../invariant.ts';
import { FlashId, HoldId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { afterAllotting, allot } from './allot.ts';
import type { ShowCommand } from './command.ts';
import type { DrawEntry } from './draw-entries.ts';
import { commitmentOf, makeSeed, ranked } from './draw.ts';
import type { ShowEvent } from './event.ts';
import { flashEnding } from './flash-end.ts';
import { termsFault, unplanning, type PlanCommand } from './flash-plan.ts';
import type { FlashSale } from './flash.ts';
import { holdMs } from './hold.ts';
import { itemOf } from './item-of.ts';
import { unitsLeft } from './item.ts';
import { isRunning } from './life.ts';
import { availabilityOf, type ShowWithLedger } from './offering.ts';

export type FlashCommand = Exclude<Extract<ShowCommand, { type: `flash.${string}` }>, PlanCommand>;
type StartCommand = Extract<FlashCommand, { type: 'flash.start' }>;
type Now = { readonly atMs: number; readonly random: Random };

/**
 * One sale at a time. `flash.show-not-running`, `flash.running`; `flash.not-listed`, `flash.not-cheaper`, `flash.elsewhere` and `flash.nothing-left` of
 * the product; `flash.open` for cancelling what has begun, `flash.not-open` for closing what has not.
 */
export const decideFlash = (state: ShowWithLedger, command: FlashCommand, now: Now): Result<readonly ShowEvent[]> => {
  const { flash } = state;
  switch (command.type) {
    case 'flash.start':
      return decideStart(state, command, now);
    case 'flash.advance':
      return ok(flash ? advancing(state, flash, now) : []);
    case 'flash.cancel':
    case 'flash.close': {
      if (flash?.id !== command.flashId) return refuse('flash.not-found', 'flashId');
      if (flash.life.phase === 'over') return ok([]);
      const isOpen = flash.life.phase === 'open';
      if (command.type === 'flash.cancel') return isOpen ? refuse('flash.open', 'flashId') : ok(flashEnding(state));
      return isOpen ? ok(closing(state, flash, now)) : refuse('flash.not-open', 'flashId');
    }
    default:
      return assertNever(command);
  }
};

const decideStart = (
  state: ShowWithLedger,
  { terms, windowMs }: StartCommand,
  { atMs, random }: Now,
): Result<readonly ShowEvent[]> => {
  const item = itemOf(state, terms.itemId);
  if (!item) return refuse('shelf.item-not-found', 'terms.itemId');
  if (!isRunning(state.life)) return refuse('flash.show-not-running');
  if (state.flash && state.flash.life.phase !== 'over') return refuse('flash.running');
  if (item.visibility !== 'listed') return refuse('flash.not-listed', 'terms.itemId');
  const fault = termsFault(item, terms);
  if (fault) return fault;
  if (unitsLeft(item) <= 0) return refuse('flash.nothing-left', 'terms.itemId');
  const flashId = makeId(FlashId, random);
  const seed = makeSeed(random);
  const { currency } = item;
  return ok([
    { type: 'draw.sealed', flashId, itemId: item.id, seed },
    {
      type: 'flash.announced',
      flashId,
      ...terms,
      currency,
      windowMs,
      commitment: commitmentOf(seed),
      opensAtMs: atMs + terms.warmUpMs,
    },
    ...unplanning(state, item.id),
  ]);
};

/** Whatever is due by now, one step at a time: after a server's pause that is more than one. */
const advancing = (state: ShowWithLedger, flash: FlashSale, now: Now): readonly ShowEvent[] => {
  const { id: flashId, life, windowMs, openMs } = flash;
  const { atMs } = now;
  switch (life.phase) {
    case 'warm-up':
      // From when it does open: a server that was away has kept nobody from the draw.
      return atMs < life.opensAtMs
        ? []
        : [{ type: 'flash.opened', flashId, drawsAtMs: atMs + windowMs, closesAtMs: atMs + openMs }];
    case 'open':
      if (atMs >= life.closesAtMs) return closing(state, flash, now);
      return life.draw === 'gathering' && atMs >= life.drawsAtMs ? drawing(state, flash, now) : [];
    case 'over':
      return [];
    default:
      return assertNever(life);
  }
};

const closing = (state: ShowWithLedger, flash: FlashSale, now: Now): readonly ShowEvent[] => {
  const isDrawn = flash.life.phase === 'open' && flash.life.draw === 'drawn';
  const drawn = isDrawn ? [] : drawing(state, flash, now);
  return [...drawn, { type: 'flash.ended', flashId: flash.id, reason: 'closed' }];
};

/** Everybody in the draw has their verdict, in the order that the seed gives them. */
const drawing = (state: ShowWithLedger, flash: FlashSale, { atMs, random }: Now): readonly ShowEvent[] => {
  const { draw } = state.ledger;
  const item = itemOf(state, flash.itemId);
  assert(draw?.flashId === flash.id && item, 'a sale that is gathered has its draw and its product');
  const entries = valuesOf<DrawEntry>(draw.entries).toSorted((left, right) => left.index - right.index);
  const { id: flashId, priceMinor, currency } = flash;
  const { name, seller } = item;
  let available = availabilityOf(state, item);
  const units = Number.isFinite(available.left) ? available.left : null;
  const verdicts = ranked(entries).map((entry): ShowEvent => {
    const { buyerId, intent, itemId, quantity } = entry;
    const allotted = allot(available, quantity);
    available = afterAllotting(available, quantity, allotted);
    if (allotted.kind === 'rejected') {
      return { type: 'hold.rejected', buyerId, intent, itemId, quantity, reason: allotted.reason };
    }
    const holdId = makeId(HoldId, random);
    const wanted = { holdId, buyerId, intent, itemId, quantity, name, priceMinor, currency, flashId, seller };
    if (allotted.kind === 'waiting') return { type: 'hold.waitlisted', ...wanted };
    return { type: 'hold.granted', ...wanted, untilMs: atMs + holdMs(wanted) };
  });
  return [
    { type: 'flash.drawn', flashId, seed: draw.seed, entries: entries.length, units },
    ...verdicts,
    { type: 'draw.closed', flashId },
  ];
};
