import { describe, expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import { SYSTEM } from './actor.ts';
import type { ShowCommand } from './command.ts';
import { totalOf } from './hold.ts';
import { aMarket, ann, typesOf, want } from './sellers-fixture.ts';
import { personId, someFacts } from './show-fixture.ts';

describe('a seller who is gone', () => {
  const leave = (reason: 'left' | 'silent' | 'revoked', place = 'ann'): ShowCommand => ({
    type: 'people.leave',
    participantId: personId(place),
    reason,
  });

  it('sells no more, and whoever has something of theirs reserved can still pay', () => {
    const { show, annAs, honey, cups, visibility } = aMarket();
    show.must({ type: 'callout.open', itemId: honey }, annAs);
    const [granted] = want(show, honey, 'intent-1');
    assert(granted?.type === 'hold.granted', 'there is something to hold');
    const events = show.must({ type: 'people.remove', participantId: personId('ann') });
    expect(typesOf(events)).toEqual(['people.left', 'callout.closed', 'shelf.delisted']);
    expect([visibility(honey), visibility(cups)]).toEqual(['withdrawn', 'listed']);
    const { holdId } = granted;
    const payment = { holdId, paymentId: 'p1', paid: totalOf(granted) } as const;
    expect(typesOf(show.must({ type: 'order.pay', ...payment }, SYSTEM))).toEqual(['order.paid']);
  });

  it('keeps the shelf while they may be back, or somebody else sells by their link', () => {
    const { show, honey, visibility } = aMarket();
    show.joinSeller('eve', { invite: 'ann' });
    show.must(leave('left'), SYSTEM);
    expect(visibility(honey)).toBe('listed');
    show.must(leave('silent', 'eve'), SYSTEM);
    expect(visibility(honey)).toBe('listed');
    // The link is revoked while nobody of them is there.
    show.must({ type: 'seller.close', sellerId: ann.id }, SYSTEM);
    expect(visibility(honey)).toBe('withdrawn');
  });

  it('puts back what they sell when they come again by their link', () => {
    const { show, honey, visibility } = aMarket();
    show.must(leave('left'), SYSTEM);
    const again = show.joinSeller('ann-2', { invite: 'ann' });
    show.must({ type: 'shelf.list', itemId: honey }, again);
    expect(visibility(honey)).toBe('listed');
  });

  it('leaves no flash sale of theirs behind', () => {
    const { show, honey } = aMarket();
    const terms = { itemId: honey, priceMinor: 100, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
    show.must({ type: 'flash.start', terms, windowMs: 500 });
    show.atMs += 10_000;
    show.must({ type: 'flash.advance' }, SYSTEM);
    want(show, honey, 'intent-1');
    expect(typesOf(show.must(leave('revoked'), SYSTEM))).toEqual([
      'people.left',
      'flash.ended',
      'hold.rejected',
      'draw.closed',
      'shelf.delisted',
    ]);
  });

  it('gives nothing away any more, also what was off the shelf; who waits is offered what was set aside', () => {
    const { show, honey } = aMarket();
    const terms = { prize: 'Honey', itemId: honey, winners: someFacts().stock ?? 1, openMs: 60_000, word: null };
    show.must({ type: 'giveaway.start', terms });
    want(show, honey, 'intent-1');
    show.must({ type: 'shelf.unlist', itemId: honey });
    expect(typesOf(show.must({ type: 'people.remove', participantId: personId('ann') }))).toEqual([
      'people.left',
      'giveaway.cancelled',
      'draw.over',
      'hold.offered',
    ]);
  });
});
