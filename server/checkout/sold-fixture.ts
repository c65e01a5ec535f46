import * as v from 'valibot';
import { assert } from '../../shared/invariant.ts';
import { BuyerId, InviteId, ParticipantId, type HoldId } from '../../shared/ids.ts';
import { HOST, SYSTEM, type Actor, type BuyingActor } from '../../shared/show/actor.ts';
import type { Hold } from '../../shared/show/hold.ts';
import type { ItemFacts } from '../../shared/show/item.ts';
import { holdOf } from '../../shared/show/ledger.ts';
import { sellerIdOf } from '../../shared/show/sellers.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import type { ShowActor } from '../shows/actor.ts';

export const buyerNamed = (name: string): BuyingActor => ({ role: 'viewer', buyerId: v.parse(BuyerId, name) });

/** Somebody comes into the studio with a till of their own. */
export const sellerIn = async (actor: ShowActor, name: string) => {
  const [participantId, inviteId] = [v.parse(ParticipantId, name), v.parse(InviteId, `${name}-link`)];
  await actor.submit(
    { type: 'people.join', participantId, role: 'seller', name, inviteId, explaining: 'at-once' },
    SYSTEM,
  );
  return {
    actor: { role: 'seller', participantId } satisfies Actor,
    sellerId: sellerIdOf({ id: participantId, inviteId }),
  };
};

let intents = 0;

/** A live show with one product, and buyers who reserve it. */
export const openSale = async (actor: ShowActor, facts: Partial<ItemFacts> = {}, owner: Actor = HOST) => {
  await actor.submit({ type: 'shelf.add', facts: someFacts({ stock: 1, ...facts }), visibility: 'listed' }, owner);
  await actor.submit({ type: 'show.start' }, HOST);
  const [itemId] = actor.state.itemIds;
  assert(itemId, 'there is a product');
  const want = (name: string, quantity = 1) => {
    const { priceMinor, currency } = someFacts(facts);
    intents += 1;
    const wish = { intent: `intent-${intents}`, itemId, quantity, seen: { priceMinor, currency } };
    return actor.submit({ type: 'hold.request', ...wish }, buyerNamed(name));
  };
  const reserve = async (name: string, quantity = 1): Promise<HoldId> => {
    const outcome = await want(name, quantity);
    const event = outcome.ok ? outcome.value[0]?.event : undefined;
    assert(event && 'holdId' in event, 'it is reserved, or waited for');
    return event.holdId;
  };
  const hold = (holdId: HoldId): Hold => {
    const found = actor.state.ledger && holdOf(actor.state.ledger, holdId);
    assert(found, 'the hold is in the ledger');
    return found;
  };
  return {
    itemId,
    want,
    reserve,
    hold,
    /** Units of the product: held, sold. */
    counts: (): readonly [number, number] => {
      const item = actor.state.items[itemId];
      assert(item, 'the product is on the shelf');
      return [item.held, item.sold];
    },
    expire: () => actor.submit({ type: 'hold.expire' }, SYSTEM),
  };
};
