import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { FlashId } from '../../../shared/ids.ts';
import { DEAL_MINOR, ScriptedFlash } from '../../../shared/show/flash-fixture.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';
import { faultOf, ReceiptReader } from '../../../shared/show/receipt.ts';
import { hashOfSeed, ranked, ticketFor } from './draw-again.ts';
import { booksOf, followed, instead, newest } from './log-fixture.ts';

type Log = readonly LoggedEvent[];

const NAMES = ['ann', 'bo', 'cy', 'di', 'ed'];
const seed = 'a'.repeat(64);
const otherId = v.parse(FlashId, 'another1');

/** Three pieces, and five who are in the draw: one of them wants two, another all three. */
const aGathering = (): ScriptedFlash => {
  const flash = ScriptedFlash.gathering({ stock: 3 }, { limitPerBuyer: 3 });
  for (const [index, name] of NAMES.entries()) {
    flash.request(name, { priceMinor: DEAL_MINOR, quantity: index === 1 ? 2 : index === 3 ? 3 : 1 });
  }
  return flash;
};

const aDrawn = (): ScriptedFlash => {
  const flash = aGathering();
  flash.pass(500);
  return flash;
};

/** Sold on after its draw, and closed. */
const aWhole = (): ScriptedFlash => {
  const flash = aDrawn();
  flash.request('fay', { priceMinor: DEAL_MINOR });
  flash.pass(60_000);
  return flash;
};

describe('the books of a flash sale', () => {
  it('agree with the show on a whole sale, and on its receipt', () => {
    const { show, sale } = aWhole();
    const books = booksOf(show.log);
    const reader = new ReceiptReader(sale.id);
    for (const logged of show.log) reader.read(logged);
    const receipt = reader.receipt();
    expect(books.problems).toEqual([]);
    expect(books.flash.stated).toBe(`${sale.id} over`);
    expect(books.receiptOf(sale.id)).toMatchObject({ seed: sale.seed, commitment: sale.commitment, units: 3 });
    expect(receipt).toMatchObject(books.receiptOf(sale.id) ?? {});
    expect(receipt && faultOf(receipt)).toBe('nothing');
    expect(
      books
        .receiptOf(sale.id)
        ?.entries.map(({ outcome }) => outcome)
        .toSorted(),
    ).toEqual(['granted', 'granted', 'nothing', 'waiting', 'waiting'].toSorted());
  });

  it('agree on the drawing of every mix of wishes and stock', () => {
    for (let stock = 1; stock <= 8; stock += 1) {
      const flash = ScriptedFlash.gathering({ stock }, { limitPerBuyer: 3 });
      for (let index = 0; index < 8; index += 1) {
        flash.request(`buyer${index}`, { priceMinor: DEAL_MINOR, quantity: 1 + ((index * stock) % 3) });
      }
      flash.pass(500);
      expect(booksOf(flash.show.log).problems).toEqual([]);
    }
  });

  it('agree on one that is cancelled, and on one that ends with its show', () => {
    const cancelled = ScriptedFlash.announced();
    cancelled.show.must({ type: 'flash.cancel', flashId: cancelled.sale.id });
    expect(booksOf(cancelled.show.log).problems).toEqual([]);
    const ended = aGathering();
    ended.show.must({ type: 'show.end' });
    expect(booksOf(ended.show.log).problems).toEqual([]);
    expect(booksOf(ended.show.log).flash.draws).toBe(0);
  });

  it('count who waits for a draw, and know them', () => {
    const { show, itemId } = aGathering();
    const { flash } = booksOf(show.log);
    expect(flash.gathered).toBe(5);
    expect(flash.isIn(itemId, newest(show.log, 'draw.entered').buyerId)).toBe(true);
    expect(booksOf(aDrawn().show.log).flash.gathered).toBeNull();
  });

  it('hash as the receipt says', () => {
    const { sale } = aDrawn();
    expect(hashOfSeed(sale.seed ?? '')).toBe(sale.commitment);
    expect(ranked([{ ticket: 'a' }, { ticket: 'b' }, { ticket: 'c' }], seed).map(({ ticket }) => ticket)).not.toEqual(
      ranked([{ ticket: 'a' }, { ticket: 'b' }, { ticket: 'c' }], sale.seed ?? '').map(({ ticket }) => ticket),
    );
    expect(ticketFor(sale.id, 'one')).not.toBe(ticketFor(sale.id, 'two'));
  });
});

const FINDINGS: Readonly<Record<string, (flash: ScriptedFlash) => { readonly log: Log; readonly finds: string }>> = {
  'two seeds': ({ show: { log }, sale: { id } }) => ({
    log: followed(log, newest(log, 'draw.sealed')),
    finds: `${id} has two seeds`,
  }),
  'two sales at once': ({ show: { log }, sale: { id } }) => ({
    log: followed(log, { ...newest(log, 'draw.sealed'), flashId: otherId }),
    finds: `another1 begins, and ${id} drawn`,
  }),
  'a sale without a seed': ({ show: { log } }) => ({
    log: followed(log, { type: 'flash.ended', flashId: otherId, reason: 'closed' }),
    finds: 'flash.ended of another1, which has no seed',
  }),
  'another seed than was committed to': ({ show: { log }, sale: { id } }) => {
    const sealed = newest(log, 'draw.sealed');
    return { log: instead(log, sealed, { ...sealed, seed }), finds: `${id} committed to another seed` };
  },
  'another seed in the draw': ({ show: { log }, sale: { id } }) => {
    const drawn = newest(log, 'flash.drawn');
    return { log: instead(log, drawn, { ...drawn, seed }), finds: `${id} is drawn with another seed` };
  },
  'opening too early': ({ show: { log }, sale: { id } }) => ({
    log: log.map((logged) => (logged.event.type === 'flash.opened' ? { ...logged, atMs: 1 } : logged)),
    finds: `${id} opens before its time`,
  }),
  'drawing twice': ({ show: { log }, sale: { id } }) => ({
    log: followed(log, newest(log, 'flash.drawn')),
    finds: `${id} becomes drawing and was drawn`,
  }),
  'an entry too late': ({ show: { log }, sale: { id } }) => ({
    log: followed(log, newest(log, 'draw.entered')),
    finds: `ed enters ${id}, which is drawn`,
  }),
  'an entry twice': ({ show: { log }, sale: { id } }) => {
    const entered = newest(log, 'draw.entered');
    return { log: instead(log, entered, entered, { ...entered, intent: 'again' }), finds: `ed is in ${id} twice` };
  },
  'another number of entries': ({ show: { log }, sale: { id } }) => {
    const drawn = newest(log, 'flash.drawn');
    return { log: instead(log, drawn, { ...drawn, entries: 6 }), finds: `${id} is drawn of 6, and 5 are in it` };
  },
  'other units than there are': ({ show: { log }, sale: { id } }) => {
    const drawn = newest(log, 'flash.drawn');
    return { log: instead(log, drawn, { ...drawn, units: 4 }), finds: `${id} is drawn for 4 units, and there are 3` };
  },
  'another order than the seed’s': ({ show: { log }, sale: { id } }) => {
    const entered = log.flatMap(({ event }) => (event.type === 'draw.entered' ? [event] : []));
    const granted = newest(log, 'hold.granted');
    const other = entered.find(({ buyerId, quantity }) => buyerId !== granted.buyerId && quantity === 1);
    const { buyerId = granted.buyerId, intent = '' } = other ?? {};
    return {
      log: instead(log, granted, { ...granted, buyerId, intent }),
      finds: `${id} gives ${buyerId} ${intent} granted; drawn again, it is ${granted.buyerId} ${granted.intent} granted`,
    };
  },
  'another outcome than the stock’s': ({ show: { log }, sale: { id } }) => {
    const waiting = newest(log, 'hold.waitlisted');
    const { type: _type, ...terms } = waiting;
    const { buyerId, intent } = terms;
    return {
      log: instead(log, waiting, { type: 'hold.granted', ...terms, untilMs: 1 }),
      finds: `${id} gives ${buyerId} ${intent} granted; drawn again, it is ${buyerId} ${intent} waiting`,
    };
  },
  'somebody without a verdict': ({ show: { log }, sale: { id } }) => ({
    log: instead(log, newest(log, 'hold.waitlisted')),
    finds: `${id} is closed, and 1 have no verdict`,
  }),
  'a verdict before the draw': ({ show: { log } }) => {
    const entered = newest(log, 'draw.entered');
    const { type: _type, flashId: _flashId, ...wish } = entered;
    return {
      log: instead(log, entered, entered, { type: 'hold.rejected', ...wish, reason: 'sold-out' }),
      finds: `ed ${wish.intent} is in a draw, and has a verdict without it`,
    };
  },
  'half of a draw': ({ show: { log }, sale: { id } }) => ({
    log: log.slice(
      0,
      log.findIndex(({ event }) => event.type === 'draw.closed'),
    ),
    finds: `${id} is left drawing`,
  }),
  'a price that is not the sale’s': ({ show: { log }, sale: { id } }) => {
    const granted = newest(log, 'hold.granted');
    return {
      log: instead(log, granted, { ...granted, priceMinor: 1 }),
      finds: `${granted.holdId} costs 1 in ${id}`,
    };
  },
  'the price of another sale': ({ show: { log }, sale: { id } }) => {
    const granted = newest(log, 'hold.granted');
    return {
      log: instead(log, granted, { ...granted, flashId: otherId }),
      finds: `${granted.holdId} is sold in another1, and the sale is ${id}`,
    };
  },
  'a sale before the draw': ({ show: { log }, sale: { id } }) => {
    const opened = newest(log, 'flash.opened');
    const granted = newest(log, 'hold.granted');
    return {
      log: instead(log, opened, opened, granted),
      finds: `${granted.holdId} is sold in ${id}, which is gathering`,
    };
  },
  'too much for one': ({ show: { log }, sale: { id } }) => {
    const announced = newest(log, 'flash.announced');
    const granted = log.find(({ event }) => event.type === 'hold.granted' && event.quantity === 2)?.event;
    const name = granted?.type === 'hold.granted' ? granted.buyerId : 'nobody';
    return {
      log: instead(log, announced, { ...announced, limitPerBuyer: 1 }),
      finds: `${name} has too much of ${id}`,
    };
  },
};

it.each(Object.entries(FINDINGS))('notes %s', (_name, tamper) => {
  const { log, finds } = tamper(aDrawn());
  expect(booksOf(log).problems).toContain(finds);
});
