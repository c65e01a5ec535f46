import { getFrom, withKey, withoutKey } from '../buckets.ts';
import { appended, inChunks, without, type Chunks } from '../chunks.ts';
import { assert, assertNever } from '../invariant.ts';
import type { HoldId, ItemId } from '../ids.ts';
import { holdOf, lineOf, verdictKey, type Ledger, type Line, type Verdict } from './ledger.ts';
import { rankOf, ticketOf } from './draw.ts';
import type { Draw, DrawEntry } from './draw-entries.ts';
import type { ShowEvent } from './event.ts';
import type { GiveawayDraw, GiveawayEntry } from './giveaway-entries.ts';
import { openLife, type Hold, type SurplusPayment, type HoldLife, type HoldTerms } from './hold.ts';
import { withCounts, type ShowWithLedger } from './offering.ts';

export type TillEvent = Extract<ShowEvent, { type: `hold.${string}` | `order.${string}` | `draw.${string}` }>;

export const isOfTill = (event: ShowEvent): event is TillEvent =>
  event.type.startsWith('hold.') || event.type.startsWith('order.') || event.type.startsWith('draw.');

export const applyTill = (state: ShowWithLedger, event: TillEvent, atMs: number): ShowWithLedger => {
  switch (event.type) {
    case 'draw.sealed': {
      const { type: _type, ...sealed } = event;
      return withDraw(state, { ...sealed, entries: [], count: 0 });
    }
    case 'draw.entered': {
      const { type: _type, flashId, ...wish } = event;
      const { draw } = state.ledger;
      assert(draw?.flashId === flashId, 'whoever enters a draw enters the one that is gathered');
      assert(getFrom<DrawEntry>(draw.entries, wish.buyerId) === null, 'a buyer is in a draw once');
      const rank = rankOf(draw.seed, ticketOf(flashId, wish.intent));
      const entries = withKey<DrawEntry>(draw.entries, wish.buyerId, { ...wish, index: draw.count, rank });
      return withDraw(state, { ...draw, entries, count: draw.count + 1 });
    }
    case 'draw.closed':
      return withDraw(state, null);
    case 'draw.opened':
    case 'draw.joined':
    case 'draw.left':
    case 'draw.over':
      return applyGiveawayDraw(state, event);
    case 'hold.won':
      return win(state, event, atMs);
    case 'hold.granted': {
      const { type: _type, untilMs, ...terms } = event;
      return addHold(state, terms, { life: { state: 'held', untilMs, extension: 'unused' }, atMs });
    }
    case 'hold.waitlisted': {
      const { type: _type, ...terms } = event;
      return addHold(state, terms, { life: { state: 'waiting' }, atMs });
    }
    case 'hold.rejected': {
      const { buyerId, intent, itemId, quantity, reason } = event;
      const verdict: Verdict = { itemId, quantity, answer: { kind: 'rejected', reason } };
      return withVerdict(state, verdictKey(buyerId, intent), verdict);
    }
    case 'hold.listClosed':
      return Object.values(state.ledger.lines)
        .flatMap(({ waitingIds }) => [...inChunks(waitingIds)])
        .reduce((next, holdId) => turn(next, holdId, { state: 'cancelled', atMs, by: 'end' }, atMs), state);
    case 'order.surplusPaid': {
      const hold = must(state, event.holdId);
      const { paymentId, paid } = event;
      return withHold(state, { ...hold, surplus: [...hold.surplus, { paymentId, state: 'due', paid }] });
    }
    case 'order.surplusRefunded': {
      const hold = must(state, event.holdId);
      const given = (payment: SurplusPayment): SurplusPayment =>
        payment.paymentId === event.paymentId ? { ...payment, state: 'refunded' } : payment;
      return withHold(state, { ...hold, surplus: hold.surplus.map(given) });
    }
    case 'hold.checkoutNamed':
      return withHold(state, { ...must(state, event.holdId), sessionName: event.sessionName });
    case 'hold.checkoutStarted':
      return startCheckout(state, event, atMs);
    default:
      return turn(state, event.holdId, nextLife(must(state, event.holdId), event, atMs), atMs);
  }
};

type CheckoutStarted = Extract<TillEvent, { type: 'hold.checkoutStarted' }>;

const startCheckout = (state: ShowWithLedger, event: CheckoutStarted, atMs: number): ShowWithLedger => {
  const started = turn(state, event.holdId, nextLife(must(state, event.holdId), event, atMs), atMs);
  return withHold(started, { ...must(started, event.holdId), payKind: event.payKind });
};

type TurningEvent = Exclude<
  TillEvent,
  {
    type:
      | `draw.${string}`
      | 'hold.won'
      | 'hold.granted'
      | 'hold.waitlisted'
      | 'hold.rejected'
      | 'hold.listClosed'
      | 'hold.checkoutNamed'
      | 'order.surplusPaid'
      | 'order.surplusRefunded';
  }
>;

const withDraw = (state: ShowWithLedger, draw: Draw | null): ShowWithLedger => ({
  ...state,
  ledger: { ...state.ledger, draw },
});

type GiveawayDrawEvent = Extract<TillEvent, { type: 'draw.opened' | 'draw.joined' | 'draw.left' | 'draw.over' }>;

const applyGiveawayDraw = (state: ShowWithLedger, event: GiveawayDrawEvent): ShowWithLedger => {
  if (event.type === 'draw.opened') {
    const { type: _type, ...opened } = event;
    const { itemId, units } = opened;
    const gathering = withGiveaway(state, { ...opened, entries: [], count: 0, entered: 0 });
    return itemId === null ? gathering : count(withLine(gathering, itemId), itemId, { held: units });
  }
  const { giveaway } = state.ledger;
  assert(giveaway?.giveawayId === event.giveawayId, 'what happens to a draw happens to the one that is gathered');
  const { entries } = giveaway;
  switch (event.type) {
    case 'draw.joined': {
      const { buyerId, intent } = event;
      assert(getFrom<GiveawayEntry>(entries, buyerId) === null, 'a viewer is in a giveaway once');
      const entry = { buyerId, intent, index: giveaway.entered };
      const [many, ever] = [giveaway.count + 1, giveaway.entered + 1];
      return withGiveaway(state, {
        ...giveaway,
        entries: withKey<GiveawayEntry>(entries, buyerId, entry),
        count: many,
        entered: ever,
      });
    }
    case 'draw.left':
      assert(getFrom<GiveawayEntry>(entries, event.buyerId), 'only who is in a giveaway leaves it');
      return withGiveaway(state, {
        ...giveaway,
        entries: withoutKey<GiveawayEntry>(entries, event.buyerId),
        count: giveaway.count - 1,
      });
    case 'draw.over': {
      const { itemId, units } = giveaway;
      const closed = withGiveaway(state, null);
      return itemId === null ? closed : count(closed, itemId, { held: -units });
    }
    default:
      return assertNever(event);
  }
};

const withGiveaway = (state: ShowWithLedger, giveaway: GiveawayDraw | null): ShowWithLedger => ({
  ...state,
  ledger: { ...state.ledger, giveaway },
});

/** Pages are told how much is set aside of whatever has a line. */
const withLine = (state: ShowWithLedger, itemId: ItemId): ShowWithLedger => {
  const { lines } = state.ledger;
  return { ...state, ledger: { ...state.ledger, lines: { ...lines, [itemId]: lineOf(state.ledger, itemId) } } };
};

/** Of what is set aside for the giveaway, a unit is theirs. */
const win = (
  state: ShowWithLedger,
  { type: _type, ...terms }: Extract<TillEvent, { type: 'hold.won' }>,
  atMs: number,
): ShowWithLedger => {
  const { giveaway } = state.ledger;
  const { itemId, quantity } = terms;
  assert(giveaway?.itemId === itemId && giveaway.units >= quantity, 'what is won was set aside');
  const less = withGiveaway(state, { ...giveaway, units: giveaway.units - quantity });
  return addHold(count(less, itemId, { held: -quantity }), terms, { life: { state: 'won', atMs }, atMs });
};

const nextLife = (hold: Hold, event: TurningEvent, atMs: number): HoldLife => {
  const open = openLife(hold);
  switch (event.type) {
    case 'hold.offered':
      assert(hold.life.state === 'waiting', 'only who waits is offered something');
      return { state: 'held', untilMs: event.untilMs, extension: 'unused' };
    case 'hold.extended':
      assert(open, 'only what is held is extended');
      return { ...open, untilMs: event.untilMs, extension: 'used' };
    case 'hold.checkoutStarted':
      assert(open, 'only what is held is paid for');
      return { ...open, state: 'checkout' };
    case 'hold.cancelled':
      return { state: 'cancelled', atMs, by: event.by };
    case 'hold.expired':
      assert(open, 'only what is held runs out');
      return { state: 'expired', atMs };
    case 'order.paid':
      return { state: 'paid', paymentId: event.paymentId, atMs, timing: event.timing };
    case 'order.refundDue':
      return { state: 'refund-due', paymentId: event.paymentId, atMs };
    case 'order.refunded':
      return { state: 'refunded', paymentId: event.paymentId, atMs, wasOrder: hold.life.state === 'paid' };
    default:
      return assertNever(event);
  }
};

const must = (state: ShowWithLedger, holdId: HoldId): Hold => {
  const hold = holdOf(state.ledger, holdId);
  assert(hold, 'only a hold that was asked for changes');
  return hold;
};

type Beginning = { readonly life: HoldLife; readonly atMs: number };

const addHold = (state: ShowWithLedger, terms: HoldTerms, { life, atMs }: Beginning): ShowWithLedger => {
  const { holdId, buyerId, intent, itemId, quantity } = terms;
  assert(holdOf(state.ledger, holdId) === null, 'a hold begins once');
  const grantedAtMs = life.state === 'held' ? atMs : null;
  const hold: Hold = {
    ...terms,
    requestedAtMs: atMs,
    grantedAtMs,
    checkoutAtMs: null,
    payKind: null,
    sessionName: null,
    life,
    surplus: [],
  };
  const verdict: Verdict = { itemId, quantity, answer: { kind: 'hold', holdId } };
  const answered = withVerdict(state, verdictKey(buyerId, intent), verdict);
  const { ledger } = answered;
  const theirs = [...(getFrom<HoldId[]>(ledger.ofBuyers, buyerId) ?? []), holdId];
  const ofBuyers = withKey<HoldId[]>(ledger.ofBuyers, buyerId, theirs);
  return place({ ...answered, ledger: { ...ledger, ofBuyers } }, null, hold);
};

const withVerdict = (state: ShowWithLedger, key: string, verdict: Verdict): ShowWithLedger => {
  assert(getFrom<Verdict>(state.ledger.verdicts, key) === null, 'a wish has one verdict');
  return { ...state, ledger: { ...state.ledger, verdicts: withKey<Verdict>(state.ledger.verdicts, key, verdict) } };
};

const withHold = (state: ShowWithLedger, hold: Hold): ShowWithLedger => ({
  ...state,
  ledger: { ...state.ledger, holds: withKey<Hold>(state.ledger.holds, hold.holdId, hold) },
});

const turn = (state: ShowWithLedger, holdId: HoldId, life: HoldLife, atMs: number): ShowWithLedger => {
  const former = must(state, holdId);
  const grantedAtMs = former.grantedAtMs ?? (life.state === 'held' ? atMs : null);
  const checkoutAtMs = former.checkoutAtMs ?? (life.state === 'checkout' ? atMs : null);
  return place(state, former, { ...former, grantedAtMs, checkoutAtMs, life });
};

/** Which of its product's counts and lists a hold is in. */
const standing = (hold: Hold | null): 'open' | 'waiting' | 'sold' | 'given' | 'none' => {
  if (hold === null) return 'none';
  if (openLife(hold)) return 'open';
  switch (hold.life.state) {
    case 'waiting':
      return 'waiting';
    case 'paid':
      return 'sold';
    case 'won':
      return 'given';
    default:
      return 'none';
  }
};

/** Puts `hold` in `former`'s place, with everything that is counted by it. */
const place = (state: ShowWithLedger, former: Hold | null, hold: Hold): ShowWithLedger => {
  const [from, to] = [standing(former), standing(hold)];
  const next = withHold(state, hold);
  if (from === to) return next;
  const { itemId, holdId, quantity } = hold;
  const line = moveInLine(lineOf(next.ledger, itemId), holdId, { from, to });
  const ledger: Ledger = { ...next.ledger, lines: { ...next.ledger.lines, [itemId]: line } };
  const change = (of: typeof to): number => quantity * ((to === of ? 1 : 0) - (from === of ? 1 : 0));
  return count({ ...next, ledger }, itemId, { held: change('open'), sold: change('sold'), given: change('given') });
};

type Move = { readonly from: ReturnType<typeof standing>; readonly to: ReturnType<typeof standing> };

const moveInLine = ({ openIds, waitingIds }: Line, holdId: HoldId, { from, to }: Move): Line => ({
  openIds: inOrOut(openIds, holdId, { from: from === 'open', to: to === 'open' }),
  waitingIds: inOrOut(waitingIds, holdId, { from: from === 'waiting', to: to === 'waiting' }),
});

const inOrOut = (ids: Chunks<HoldId>, holdId: HoldId, { from, to }: { from: boolean; to: boolean }): Chunks<HoldId> => {
  if (to) return appended(ids, holdId);
  return from ? without(ids, holdId) : ids;
};

/** A product that is gone from the shelf has no counts any more; money for it is still told. */
const count = (state: ShowWithLedger, itemId: ItemId, by: Parameters<typeof withCounts>[2]): ShowWithLedger =>
  Object.values(by).some((units) => units !== 0) ? withCounts(state, itemId, by) : state;
