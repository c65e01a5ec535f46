import { assert } from '../../../shared/invariant.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { WINDOW_MS } from '../../../shared/show/flash-terms.ts';
import type { MethodOf, PersonHandlers } from '../handler.ts';
import { isMaker } from './maker.ts';
import { plainly, submit } from './submit.ts';

type SharedMethods = Extract<
  MethodOf<'crew'>,
  | 'show.rename'
  | 'show.end'
  | `shelf.${string}`
  | 'stock.correct'
  | `callout.${string}`
  | `seller.${string}`
  | `flash.${string}`
  | 'giveaway.start'
  | 'giveaway.cancel'
>;

/** The show and its shelf: the show decides who may, the media follows. */
export const showHandlers: PersonHandlers<SharedMethods> = {
  'show.rename': (context, { title }) => plainly(context, { type: 'show.rename', title }),
  'show.end': (context) => plainly(context, { type: 'show.end' }),
  'shelf.add': async (context, { facts, visibility }) => {
    const outcome = await submit(context, { type: 'shelf.add', facts, visibility });
    if (!outcome.ok) return outcome;
    const added = outcome.value.find((event) => event.type === 'shelf.added');
    assert(added, 'adding to the shelf adds an item');
    return ok({ itemId: added.itemId });
  },
  'shelf.addAll': (context, { items }) => plainly(context, { type: 'shelf.addAll', items }),
  'shelf.change': (context, { itemId, facts }) => plainly(context, { type: 'shelf.change', itemId, facts }),
  'shelf.move': (context, { itemId, toIndex }) => plainly(context, { type: 'shelf.move', itemId, toIndex }),
  'shelf.remove': (context, { itemId }) => plainly(context, { type: 'shelf.remove', itemId }),
  'shelf.list': (context, { itemId }) => plainly(context, { type: 'shelf.list', itemId }),
  'shelf.unlist': (context, { itemId }) => plainly(context, { type: 'shelf.unlist', itemId }),
  'stock.correct': (context, params) => plainly(context, { type: 'stock.correct', ...params }),
  'callout.open': async (context, { itemId }) => {
    const outcome = await submit(context, { type: 'callout.open', itemId });
    if (!outcome.ok) return outcome;
    const opened = outcome.value.find((event) => event.type === 'callout.opened');
    // Explaining what is explained already changes nothing, and is no failure.
    const calloutId = opened?.calloutId ?? context.room.actor.state.callout?.id;
    return calloutId === undefined ? refuse('callout.not-open') : ok({ calloutId });
  },
  'callout.close': (context, { calloutId }) => plainly(context, { type: 'callout.close', calloutId }),
  'seller.ask': (context, { itemId }) => plainly(context, { type: 'seller.ask', itemId }),
  'seller.drop': (context) => plainly(context, { type: 'seller.drop' }),
  'seller.answer': (context, answered) => plainly(context, { type: 'seller.answer', ...answered }),
  'flash.start': async (context, terms) => {
    const spreadMs = context.room.audience.latencySpreadMs();
    const outcome = await submit(context, { type: 'flash.start', terms, windowMs: windowMs(spreadMs) });
    if (!outcome.ok) return outcome;
    const announced = outcome.value.find((event) => event.type === 'flash.announced');
    assert(announced, 'starting a flash sale announces it');
    return ok({ flashId: announced.flashId });
  },
  'flash.plan': (context, terms) => plainly(context, { type: 'flash.plan', terms }),
  'flash.unplan': (context, { itemId }) => plainly(context, { type: 'flash.unplan', itemId }),
  'flash.cancel': (context, { flashId }) => plainly(context, { type: 'flash.cancel', flashId }),
  'flash.close': (context, { flashId }) => plainly(context, { type: 'flash.close', flashId }),
  'giveaway.start': async (context, terms) => {
    const outcome = await submit(context, { type: 'giveaway.start', terms });
    if (!outcome.ok) return outcome;
    const started = outcome.value.find((event) => event.type === 'giveaway.started');
    assert(started, 'starting a giveaway tells of it');
    return ok({ giveawayId: started.giveawayId });
  },
  'giveaway.cancel': (context, { giveawayId }) => plainly(context, { type: 'giveaway.cancel', giveawayId }),
};

/** The window in which pictures are apart: known once viewers have told, and never shorter or longer than this. */
const windowMs = (spreadMs: number | null): number =>
  Math.min(WINDOW_MS.most, Math.max(WINDOW_MS.least, Math.ceil(spreadMs ?? 0)));

/** What only the page that makes the program can ask. */
export const programHandlers: PersonHandlers<'show.start' | 'program.mark' | 'studio.clock'> = {
  'show.start': (context) => {
    if (!isMaker(context)) return refuse('auth.forbidden');
    if (context.room.media.program === 'absent') return refuse('show.no-program');
    return plainly(context, { type: 'show.start' });
  },
  'program.mark': (context, { mark }) =>
    isMaker(context) ? plainly(context, { type: 'program.mark', mark }) : refuse('auth.forbidden'),
  'studio.clock': (context, { offsetMs }) => {
    if (!isMaker(context)) return refuse('auth.forbidden');
    context.room.tellHostClock(offsetMs);
    return ok({});
  },
};
