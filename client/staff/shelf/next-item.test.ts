import { expect, it } from 'vitest';
import { ScriptedShow } from '../../../shared/show/show-fixture.ts';
import { nextItem } from './next-item.ts';

const aShelf = () => {
  const show = ScriptedShow.in('live');
  const [tea, secret, honey, jam] = [
    show.addItem({ name: 'Tea' }),
    show.addItem({ name: 'Secret' }, 'hidden'),
    show.addItem({ name: 'Honey' }),
    show.addItem({ name: 'Jam' }),
  ];
  const beside = (step: 1 | -1): string | null => {
    const { items, itemIds, callout } = show.state;
    const shelf = itemIds.flatMap((id) => items[id] ?? []);
    return nextItem(shelf, callout?.itemId ?? null, step)?.name ?? null;
  };
  return { show, tea, secret, honey, jam, beside };
};

it('goes through what viewers see, in the order of the shelf, and ends where it ends', () => {
  const { show, tea, jam, beside } = aShelf();
  show.must({ type: 'callout.open', itemId: tea });
  expect([beside(-1), beside(1)]).toEqual([null, 'Honey']);
  show.must({ type: 'callout.open', itemId: jam });
  expect([beside(-1), beside(1)]).toEqual(['Honey', null]);
});

it('goes on after a pause with what was not explained yet', () => {
  const { show, tea, honey, beside } = aShelf();
  expect([beside(-1), beside(1)]).toEqual([null, 'Tea']);
  for (const itemId of [tea, honey]) show.must({ type: 'callout.open', itemId });
  const { callout } = show.state;
  if (callout) show.must({ type: 'callout.close', calloutId: callout.id });
  expect([beside(-1), beside(1)]).toEqual(['Honey', 'Jam']);
});

it('has nothing of an empty shelf', () => {
  expect([nextItem([], null, 1), nextItem([], null, -1)]).toEqual([null, null]);
});
