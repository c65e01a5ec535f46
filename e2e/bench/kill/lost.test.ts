import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { GiveawayId, MessageId } from '../../../shared/ids.ts';
import { assert } from '../../../shared/invariant.ts';
import { ScriptedGiveaway } from '../../../shared/show/giveaway-fixture.ts';
import { ReceiptReader } from '../../../shared/show/receipt.ts';
import { buyer } from '../../../shared/show/till-fixture.ts';
import { lineOf } from './books.ts';
import type { DrawCall } from './draw-caller.ts';
import { booksOf, instead, newest } from './log-fixture.ts';
import { lostOf, wrongReceipts } from './lost.ts';

const { buyerId } = buyer('ann');
const otherId = v.parse(GiveawayId, 'another1');
const lostMessage = v.parse(MessageId, 'message1');

const aDrawn = (word: string | null = null): ScriptedGiveaway => {
  const giveaway = ScriptedGiveaway.open({ stock: 3 }, { word });
  for (const name of ['ann', 'bo']) {
    if (word === null) giveaway.enter(name);
    else giveaway.write(name, `some ${word} please`);
  }
  giveaway.pass(30_000);
  return giveaway;
};

type Told = {
  readonly tapped?: readonly GiveawayId[];
  readonly written?: readonly MessageId[];
  readonly told?: readonly string[];
};

const ann = ({ tapped = [], written = [], told = [] }: Told = {}) => [
  { id: buyerId, wishes: [], told: new Set(told), entrant: { tapped: new Set(tapped), written: [...written] } },
];
const aHost = (...calls: readonly DrawCall[]) => ({ acknowledged: new Map(), draws: { calls } });

const receiptOf = ({ show, giveaway }: ScriptedGiveaway) => {
  const reader = new ReceiptReader(giveaway.id);
  for (const logged of show.log) reader.read(logged);
  const receipt = reader.receipt();
  assert(receipt, 'it was drawn');
  return receipt;
};

describe('what was acknowledged and is not there', () => {
  it('is nothing where all is there', () => {
    const drawn = aDrawn('honey');
    const { log } = drawn.show;
    const written = log.flatMap(({ event }) => (event.type === 'chat.posted' ? event.message.id : [])).slice(0, 1);
    const told = log.filter(({ event }) => event.type === 'giveaway.drawn').map(lineOf);
    const { id } = drawn.giveaway;
    const host = aHost({ drawId: id, what: 'started' });
    expect(told).toHaveLength(1);
    expect(lostOf(booksOf(log), ann({ tapped: [id], written, told }), host)).toEqual([]);
    expect(wrongReceipts(booksOf(log), [receiptOf(drawn)])).toEqual([]);
  });

  it('is an entry, by a tap or by a word, and the word itself', () => {
    const drawn = aDrawn('honey');
    const { id } = drawn.giveaway;
    const { log } = drawn.show;
    const joined = log.find(({ event }) => event.type === 'draw.joined' && event.buyerId === buyerId)?.event;
    assert(joined, 'they were in it');
    const posted = log.find(({ event }) => event.type === 'chat.posted')?.event;
    assert(posted?.type === 'chat.posted', 'they wrote');
    const books = booksOf(instead(log, joined));
    expect(lostOf(books, ann({ tapped: [id], written: [posted.message.id, lostMessage] }), aHost())).toEqual([
      `ann was let into ${id}, and is not in it`,
      `ann wrote the word of ${id}, and is not in it`,
      'message1 was shown, and is not there',
    ]);
  });

  it('is what everybody was told, where it is gone or otherwise', () => {
    const { log } = aDrawn().show;
    const drawn = newest(log, 'giveaway.drawn');
    const told = log.filter(({ event }) => event === drawn).map(lineOf);
    const [line = ''] = told;
    const books = booksOf(instead(log, drawn, { ...drawn, entries: 3 }));
    expect(lostOf(books, ann({ told }), aHost())).toEqual([`everybody was told ${line}`]);
  });

  it('is what a host has started, or ended', () => {
    const { show, giveaway } = aDrawn();
    const host = aHost({ drawId: otherId, what: 'started' }, { drawId: giveaway.id, what: 'ended' });
    expect(lostOf(booksOf(show.log), ann(), host)).toEqual([
      'another1 was started, and is null',
      `${giveaway.id} was ended, and is drawn`,
    ]);
  });
});

it('finds receipts that say something else than the log, and that nobody comes to again', () => {
  const drawn = aDrawn();
  const receipt = receiptOf(drawn);
  const turned = { ...receipt, entries: receipt.entries.toReversed() };
  expect(wrongReceipts(booksOf(drawn.show.log), [turned])).toEqual([
    `the receipt of ${receipt.drawId} is not what the log comes to`,
    `the receipt of ${receipt.drawId} is wrong (order)`,
  ]);
});
