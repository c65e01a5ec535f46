import { valuesOf } from '../buckets.ts';
import { assert, assertNever } from '../invariant.ts';
import { GiveawayId, HoldId, makeId } from '../ids.ts';
import type { Random } from '../random.ts';
import { ok, refuse, type Result } from '../result.ts';
import { buyerOf, type Actor } from './actor.ts';
import type { ShowWithChatters } from './chat-decide.ts';
import { chatterOf } from './chatters.ts';
import type { ShowCommand } from './command.ts';
import { commitmentOf, drawOrder, makeSeed, ticketOf } from './draw.ts';
import type { ShowEvent } from './event.ts';
import { giveawayCancelling } from './giveaway-end.ts';
import type { GiveawayEntry } from './giveaway-entries.ts';
import { enterable, entering, giveawayEntryOf } from './giveaway-entry.ts';
import type { Giveaway, GiveawayWinner } from './giveaway.ts';
import { hasHeldWord } from './held-words.ts';
import { barredFor, introduce } from './introduce.ts';
import { itemOf } from './item-of.ts';
import type { Ledger } from './ledger.ts';
import { isRunning } from './life.ts';
import { availabilityOf, withCounts } from './offering.ts';
import { afterSelling } from './payment.ts';

export type GiveawayCommand = Extract<ShowCommand, { type: `giveaway.${string}` }>;
type CommandOf<Type extends GiveawayCommand['type']> = Extract<GiveawayCommand, { type: Type }>;
/** A show that is known whole: the server's. */
export type WholeShow = ShowWithChatters & { readonly ledger: Ledger };
type Circumstances = { readonly actor: Actor; readonly atMs: number; readonly random: Random };
type Decided = Result<readonly ShowEvent[]>;

/**
 * One giveaway at a time; nobody draws it before its deadline, so nobody can choose the moment. Of those in control:
 * `giveaway.show-not-running`, `giveaway.running`, `shelf.item-not-found` for what viewers do not see, `giveaway.too-few-left`.
 * Of viewers: `giveaway.not-open`, `giveaway.by-comment`, `chat.muted`, `chat.banned`, `giveaway.name-refused`.
 */
export const decideGiveaway = (show: WholeShow, command: GiveawayCommand, circumstances: Circumstances): Decided => {
  switch (command.type) {
    case 'giveaway.start':
      return decideStart(show, command, circumstances);
    case 'giveaway.enter':
      return decideEnter(show, command, circumstances);
    case 'giveaway.cancel':
      return decideCancel(show, command, circumstances.atMs);
    case 'giveaway.advance':
      return ok(advancing(show, circumstances));
    default:
      return assertNever(command);
  }
};

const decideStart = (
  show: WholeShow,
  { terms }: CommandOf<'giveaway.start'>,
  { atMs, random }: Circumstances,
): Decided => {
  const { itemId, winners, openMs, prize, word } = terms;
  if (!isRunning(show.life)) return refuse('giveaway.show-not-running');
  if (show.giveaway?.life.phase === 'open') return refuse('giveaway.running');
  if (itemId !== null) {
    const item = itemOf(show, itemId);
    if (item?.visibility !== 'listed') return refuse('shelf.item-not-found', 'itemId');
    const { left, isAwaited } = availabilityOf(show, item);
    if (isAwaited || winners > left) return refuse('giveaway.too-few-left', 'winners');
  }
  const giveawayId = makeId(GiveawayId, random);
  const seed = makeSeed(random);
  const started = { prize, itemId, winners, word, closesAtMs: atMs + openMs, commitment: commitmentOf(seed) };
  return ok([
    { type: 'draw.opened', giveawayId, itemId, units: itemId === null ? 0 : winners, seed },
    { type: 'giveaway.started', giveawayId, ...started },
  ]);
};

const decideEnter = (
  { giveaway, chatters, crew, ledger }: WholeShow,
  { giveawayId, intent, name }: CommandOf<'giveaway.enter'>,
  { actor, atMs, random }: Circumstances,
): Decided => {
  const buyerId = buyerOf(actor);
  if (buyerId === null) return refuse('auth.forbidden');
  const open = enterable(giveaway, atMs);
  if (open?.id !== giveawayId) return refuse('giveaway.not-open', 'giveawayId');
  if (giveawayEntryOf(ledger, buyerId)) return ok([]);
  if (open.word !== null) return refuse('giveaway.by-comment', 'giveawayId');
  const { known, introduced } = introduce(chatters, { buyerId, name, random });
  const barred = known && barredFor(known.standing);
  if (barred) return barred;
  if (hasHeldWord(name, crew.moderation.words)) return refuse('giveaway.name-refused', 'name');
  return ok([...introduced, ...entering(ledger, open, { buyerId, intent })]);
};

const decideCancel = (show: WholeShow, { giveawayId }: CommandOf<'giveaway.cancel'>, atMs: number): Decided => {
  const { giveaway } = show;
  if (giveaway?.id === giveawayId && giveaway.life.phase === 'cancelled') return ok([]);
  // What is closed is to be drawn, also in the moment before it is.
  if (enterable(giveaway, atMs)?.id !== giveawayId) return refuse('giveaway.not-open', 'giveawayId');
  return ok(giveawayCancelling(show, atMs));
};

/** Whatever is due by now: it is drawn at its deadline; before, everybody hears how many have entered. */
const advancing = (show: WholeShow, now: Circumstances): readonly ShowEvent[] => {
  const { giveaway, ledger } = show;
  if (giveaway?.life.phase !== 'open') return [];
  if (now.atMs >= giveaway.closesAtMs) return drawing(show, giveaway, now);
  const entries = ledger.giveaway?.count ?? 0;
  return entries === giveaway.entries ? [] : [{ type: 'giveaway.counted', giveawayId: giveaway.id, entries }];
};

const drawing = (
  show: WholeShow,
  { id: giveawayId, winners: most, itemId }: Giveaway,
  { atMs, random }: Circumstances,
): readonly ShowEvent[] => {
  const { giveaway: draw } = show.ledger;
  assert(draw?.giveawayId === giveawayId, 'an open giveaway has its draw');
  const entries = valuesOf<GiveawayEntry>(draw.entries).toSorted((left, right) => left.index - right.index);
  const ticket = ({ intent }: GiveawayEntry) => ticketOf(giveawayId, intent);
  const drawn = drawOrder(entries, draw.seed, ticket).slice(0, most);
  const winners = drawn.map((entry): GiveawayWinner => {
    const chatter = chatterOf(show.chatters, entry.buyerId);
    assert(chatter, 'whoever has entered is known by a name');
    return { mark: chatter.mark, name: chatter.name, ticket: ticket(entry) };
  });
  const told: readonly ShowEvent[] = [
    { type: 'giveaway.drawn', giveawayId, seed: draw.seed, entries: draw.count, winners },
  ];
  const over: ShowEvent = { type: 'draw.over', giveawayId };
  const item = itemId === null ? null : itemOf(show, itemId);
  if (!item) return [...told, over];
  const won = drawn.map(({ buyerId }): ShowEvent => {
    const holdId = makeId(HoldId, random);
    // Its own key: the one that the page made may be a wish's, too.
    const { id: itemId, name, seller } = item;
    const terms = { holdId, buyerId, intent: holdId, itemId, quantity: 1, name, seller };
    return { type: 'hold.won', ...terms, priceMinor: 0, currency: item.currency, flashId: null };
  });
  const after = withCounts(show, item.id, { held: -draw.units, given: won.length });
  return [...told, ...won, over, ...afterSelling(after, item.id, atMs)];
};
