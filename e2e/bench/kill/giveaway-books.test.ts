import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { GiveawayId, HoldId, MessageId } from '../../../shared/ids.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';
import { ScriptedGiveaway } from '../../../shared/show/giveaway-fixture.ts';
import { faultOf, ReceiptReader } from '../../../shared/show/receipt.ts';
import { buyer } from '../../../shared/show/till-fixture.ts';
import { booksOf, followed, instead, newest } from './log-fixture.ts';

type Log = readonly LoggedEvent[];

const seed = 'a'.repeat(64);
const otherId = v.parse(GiveawayId, 'another1');

/** Two of three pieces, and four who want one. */
const anOpen = (word: string | null = null): ScriptedGiveaway => {
  const giveaway = ScriptedGiveaway.open({ stock: 3 }, { winners: 2, word });
  for (const name of ['ann', 'bo', 'cy', 'di']) {
    if (word === null) giveaway.enter(name);
    else giveaway.write(name, `some ${word} please`);
  }
  return giveaway;
};

const aDrawn = (word: string | null = null): ScriptedGiveaway => {
  const giveaway = anOpen(word);
  giveaway.pass(1);
  giveaway.pass(30_000);
  return giveaway;
};

describe('the books of a giveaway', () => {
  it.each([null, 'honey'])('agree with the show on a whole one, and on its receipt (word: %s)', (word) => {
    const { show, giveaway, itemId, whereabouts } = aDrawn(word);
    const books = booksOf(show.log);
    const reader = new ReceiptReader(giveaway.id);
    for (const logged of show.log) reader.read(logged);
    const receipt = reader.receipt();
    expect(books.problems).toEqual([]);
    expect(books.till.itemOf(itemId)).toEqual({ stock: 3, held: 0, sold: 0, given: 2 });
    expect(whereabouts).toEqual([0, 0, 2]);
    expect(books.till.counts).toMatchObject({ won: 2 });
    expect(books.giveaways.stated).toBe(`${giveaway.id} drawn`);
    expect(receipt).toMatchObject(books.receiptOf(giveaway.id) ?? {});
    expect(receipt && faultOf(receipt)).toBe('nothing');
  });

  it('agree on one that is cancelled, of a prize that is no product, and of more pieces than people', () => {
    const cancelled = anOpen();
    cancelled.show.must({ type: 'giveaway.cancel', giveawayId: cancelled.giveaway.id });
    const books = booksOf(cancelled.show.log);
    expect(books.problems).toEqual([]);
    expect(books.till.itemOf(cancelled.itemId)).toMatchObject({ held: 0, given: 0 });
    expect(books.giveaways.draws).toBe(0);
    for (const terms of [{ itemId: null }, { winners: 3 }]) {
      const giveaway = ScriptedGiveaway.open({ stock: 3 }, terms);
      giveaway.enter('ann');
      giveaway.pass(30_000);
      expect(booksOf(giveaway.show.log).problems).toEqual([]);
    }
  });

  it('set aside what can be won, and leave who was banned out', () => {
    const open = anOpen();
    expect(booksOf(open.show.log).till.itemOf(open.itemId)).toMatchObject({ held: 2 });
    open.show.must({ type: 'chat.restrict', mark: open.markOf('ann'), standing: 'banned' });
    const books = booksOf(open.show.log);
    expect(books.giveaways.gathered).toBe(3);
    expect(books.giveaways.isIn(open.giveaway.id, buyer('ann').buyerId)).toBe(false);
    expect(books.giveaways.isIn(open.giveaway.id, buyer('bo').buyerId)).toBe(true);
  });

  it('know which words were an entry', () => {
    const giveaway = anOpen('honey');
    giveaway.write('ed', 'hello');
    giveaway.pass(30_000);
    giveaway.write('fay', 'some honey please');
    const said = giveaway.show.log.flatMap(({ event }) => (event.type === 'chat.posted' ? [event.message.id] : []));
    const { giveaways } = booksOf(giveaway.show.log);
    const { id } = giveaway.giveaway;
    expect(said.map((messageId) => giveaways.openAt(messageId))).toEqual([id, id, id, id, null, null]);
    expect(giveaways.openAt(v.parse(MessageId, 'message1'))).toBeUndefined();
  });
});

const FINDINGS: Readonly<Record<string, (drawn: ScriptedGiveaway) => { readonly log: Log; readonly finds: string }>> = {
  'two seeds': ({ show: { log }, giveaway: { id } }) => ({
    log: followed(log, newest(log, 'draw.opened')),
    finds: `${id} has two seeds`,
  }),
  'two giveaways at once': ({ show: { log }, giveaway: { id } }) => {
    const started = newest(log, 'giveaway.started');
    const opened = { ...newest(log, 'draw.opened'), giveawayId: otherId };
    return { log: instead(log, started, started, opened), finds: `another1 begins, and ${id} open` };
  },
  'a giveaway without a seed': ({ show: { log } }) => ({
    log: followed(log, { type: 'giveaway.cancelled', giveawayId: otherId }),
    finds: 'giveaway.cancelled of another1, which has no seed',
  }),
  'another seed than was committed to': ({ show: { log }, giveaway: { id } }) => {
    const opened = newest(log, 'draw.opened');
    return { log: instead(log, opened, { ...opened, seed }), finds: `${id} committed to another seed` };
  },
  'another seed in the draw': ({ show: { log }, giveaway: { id } }) => {
    const drawn = newest(log, 'giveaway.drawn');
    return { log: instead(log, drawn, { ...drawn, seed }), finds: `${id} is drawn with another seed` };
  },
  'drawing too early': ({ show: { log }, giveaway: { id } }) => ({
    log: log.map((logged) => (logged.event.type === 'giveaway.drawn' ? { ...logged, atMs: 1 } : logged)),
    finds: `${id} is drawn before its time`,
  }),
  'drawing twice': ({ show: { log }, giveaway: { id } }) => ({
    log: followed(log, newest(log, 'giveaway.drawn')),
    finds: `${id} becomes drawing and was drawn`,
  }),
  'an entry too late': ({ show: { log }, giveaway: { id } }) => ({
    log: followed(log, newest(log, 'draw.joined')),
    finds: `di enters ${id} too late`,
  }),
  'an entry twice': ({ show: { log }, giveaway: { id } }) => {
    const joined = newest(log, 'draw.joined');
    return { log: instead(log, joined, joined, { ...joined, intent: 'again' }), finds: `di is in ${id} twice` };
  },
  'another count': ({ show: { log }, giveaway: { id } }) => {
    const counted = newest(log, 'giveaway.counted');
    return { log: instead(log, counted, { ...counted, entries: 3 }), finds: `${id} counts 3 of 4` };
  },
  'another number of entries': ({ show: { log }, giveaway: { id } }) => {
    const drawn = newest(log, 'giveaway.drawn');
    return { log: instead(log, drawn, { ...drawn, entries: 5 }), finds: `${id} is drawn of 5, and 4 are in it` };
  },
  'an entry that was lost': ({ show: { log }, giveaway: { id } }) => ({
    log: instead(log, newest(log, 'draw.joined')),
    finds: `${id} is drawn of 4, and 3 are in it`,
  }),
  'other winners than the seed’s': ({ show: { log }, giveaway: { id } }) => {
    const drawn = newest(log, 'giveaway.drawn');
    return {
      log: instead(log, drawn, { ...drawn, winners: drawn.winners.toReversed() }),
      finds: `${id} tells of other winners than the draw’s`,
    };
  },
  'a winner who is given nothing': ({ show: { log }, giveaway: { id } }) => {
    const won = newest(log, 'hold.won');
    return { log: instead(log, won), finds: `${id} is over, and has not given ${won.buyerId} anything` };
  },
  'a winner who is given it twice': ({ show: { log } }) => {
    const won = newest(log, 'hold.won');
    const holdId = v.parse(HoldId, 'again1');
    return { log: instead(log, won, won, { ...won, holdId }), finds: 'again1 is won in no draw' };
  },
  'half of a draw': ({ show: { log }, giveaway: { id } }) => ({
    log: log.slice(
      0,
      log.findIndex(({ event }) => event.type === 'draw.over'),
    ),
    finds: `${id} is left drawing`,
  }),
  'an end without a draw': ({ show: { log }, giveaway: { id } }) => ({
    log: instead(log, newest(log, 'giveaway.drawn')),
    finds: `${id} becomes drawn and was open`,
  }),
};

it.each(Object.entries(FINDINGS))('notes %s', (_name, tamper) => {
  const { log, finds } = tamper(aDrawn());
  expect(booksOf(log).problems).toContain(finds);
});
