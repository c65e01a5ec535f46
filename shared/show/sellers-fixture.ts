import * as v from 'valibot';
import { SellerId, type ItemId } from '../ids.ts';
import { itemOf } from './item-of.ts';
import { ScriptedShow, someFacts } from './show-fixture.ts';
import { buyer } from './till-fixture.ts';

export const typesOf = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);
export const ann = { id: v.parse(SellerId, 'ann'), name: 'ann' };

/** A live show: the host's tea, Ann's honey and Bo's cups. */
export const aMarket = (explaining: 'at-once' | 'asks-first' = 'at-once') => {
  const show = ScriptedShow.in('live');
  const [annAs, boAs] = [show.joinSeller('ann', { explaining }), show.joinSeller('bo')];
  const tea = show.addItem({ name: 'Tea' });
  const honey = show.addItem({ name: 'Honey' }, 'listed', annAs);
  const cups = show.addItem({ name: 'Cups' }, 'listed', boAs);
  const visibility = (itemId: ItemId) => itemOf(show.state, itemId)?.visibility;
  return { show, annAs, boAs, tea, honey, cups, visibility };
};

export const want = (show: ScriptedShow, itemId: ItemId, intent: string, name = 'cy') => {
  const { priceMinor, currency } = someFacts();
  const seen = { priceMinor, currency };
  return show.must({ type: 'hold.request', intent, itemId, quantity: 1, seen }, buyer(name));
};
