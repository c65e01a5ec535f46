import { describe, expect, it } from 'vitest';
import { assert } from '../invariant.ts';
import { stateFor, toldTo } from './audience.ts';
import { DEAL_MINOR, ScriptedFlash } from './flash-fixture.ts';
import { planOf } from './flash-plan.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: expect.objectContaining({ code }) as unknown });

/** A show that has not begun, and what a sale of its hidden product could be. */
const beforeTheShow = () => {
  const show = ScriptedShow.in('draft');
  const itemId = show.addItem({}, 'hidden');
  const terms = { itemId, priceMinor: DEAL_MINOR, limitPerBuyer: 2, warmUpMs: 30_000, openMs: 300_000 };
  return { show, itemId, terms };
};

describe('a planned flash sale', () => {
  it('is kept before the show begins, of a product that is yet to be revealed, and replaced by the next', () => {
    const { show, itemId, terms } = beforeTheShow();
    expect(planOf(show.state, itemId)).toBeNull();
    show.must({ type: 'flash.plan', terms });
    show.must({ type: 'flash.plan', terms: { ...terms, priceMinor: DEAL_MINOR - 1 } });
    expect(show.state.crew?.flashPlans).toEqual([{ ...terms, priceMinor: DEAL_MINOR - 1 }]);
    show.must({ type: 'flash.unplan', itemId });
    expect(planOf(show.state, itemId)).toBeNull();
    expect(show.must({ type: 'flash.unplan', itemId })).toEqual([]);
  });

  it('is refused where the sale would be', () => {
    const { show, terms } = beforeTheShow();
    const { priceMinor } = someFacts();
    expect(show.ask({ type: 'flash.plan', terms: { ...terms, priceMinor } })).toEqual(refusal('flash.not-cheaper'));
    const elsewhere = show.addItem({ link: 'https://shop.example/tea' });
    expect(show.ask({ type: 'flash.plan', terms: { ...terms, itemId: elsewhere } })).toEqual(
      refusal('flash.elsewhere'),
    );
    show.must({ type: 'shelf.remove', itemId: elsewhere });
    expect(show.ask({ type: 'flash.unplan', itemId: elsewhere })).toEqual(refusal('shelf.item-not-found'));
    expect(show.ask({ type: 'flash.plan', terms: { ...terms, itemId: elsewhere } })).toEqual(
      refusal('shelf.item-not-found'),
    );
  });

  it('is over when its countdown begins, and goes with its product', () => {
    const flash = new ScriptedFlash();
    const { show, terms, itemId } = flash;
    show.must({ type: 'flash.plan', terms });
    assert(flash.start().ok, 'what was planned may start');
    expect(planOf(show.state, itemId)).toBeNull();

    const planned = beforeTheShow();
    planned.show.must({ type: 'flash.plan', terms: planned.terms });
    planned.show.must({ type: 'shelf.remove', itemId: planned.itemId });
    expect(planned.show.state.crew?.flashPlans).toEqual([]);
  });

  it('is known to those who have the shelf in hand, and to nobody else', () => {
    const { show, itemId, terms } = beforeTheShow();
    const [planned] = show.must({ type: 'flash.plan', terms });
    assert(planned, 'it is planned');
    expect((['crew', 'backstage', 'seller', 'everyone'] as const).map((page) => toldTo(page, planned))).toEqual([
      planned,
      null,
      null,
      null,
    ]);
    expect(planOf(stateFor('crew', show.state), itemId)).toEqual(terms);
    for (const page of ['backstage', 'seller', 'everyone'] as const)
      expect(planOf(stateFor(page, show.state), itemId)).toBeNull();
  });
});
