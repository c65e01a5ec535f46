import { expect, it } from 'vitest';
import { aListedShow } from './testing/a-listed-show.ts';
import { mergeListed } from './merge-listed.ts';

const live = (address: string, watchers = 0) =>
  aListedShow({ address, standing: { state: 'live', startedAtMs: 1_000, watchers } });
const coming = (address: string) => aListedShow({ address, standing: { state: 'coming', startsAtMs: 9_000 } });

it('leaves everything at its place, with what is new behind', () => {
  const shown = [live('aa', 9), live('bb', 5), coming('cc')];
  const fresh = [live('dd', 50), live('bb', 40), live('aa', 2), coming('cc')];
  const merged = mergeListed(shown, fresh, 2_000);
  expect(merged.map(({ address }) => address)).toEqual(['aa', 'bb', 'cc', 'dd']);
  expect(merged[1]?.standing).toMatchObject({ watchers: 40 });
});

it('says of a show that it is over, and drops one that does not come', () => {
  const merged = mergeListed([live('aa'), coming('bb')], [], 2_000);
  expect(merged).toMatchObject([{ address: 'aa', standing: { state: 'past', startedAtMs: 1_000, endedAtMs: 2_000 } }]);
  expect(mergeListed(merged, [], 3_000)).toEqual(merged);
  expect(mergeListed(merged, [live('aa', 3)], 3_000)).toMatchObject([{ standing: { state: 'live', watchers: 3 } }]);
});
