import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ItemId } from '../../../shared/ids.ts';
import { GiveawayTerms } from '../../../shared/show/giveaway-terms.ts';
import type { ShelfItem } from '../../../shared/show/item.ts';
import { someFacts } from '../../../shared/show/show-fixture.ts';
import { emptyGiveawayForm, OPEN_SECONDS, readGiveawayForm, type GiveawayForm } from './giveaway-form.ts';

const tea: ShelfItem = {
  id: v.parse(ItemId, 'tea'),
  ...someFacts({ stock: 3 }),
  seller: null,
  visibility: 'listed',
  timesExplained: 0,
  held: 1,
  sold: 0,
  given: 0,
};
const read = (over: Partial<GiveawayForm>, item: ShelfItem | null = null) =>
  readGiveawayForm({ ...emptyGiveawayForm(item), prize: 'A jar', ...over }, item);

describe('a giveaway as it is typed', () => {
  it('is of a product, or of what is not on the shelf', () => {
    expect(read({})).toEqual({
      ok: true,
      value: { prize: 'A jar', itemId: null, winners: 1, word: null, openMs: 60_000 },
    });
    expect(emptyGiveawayForm(tea)).toMatchObject({ prize: tea.name, itemId: tea.id });
    expect(read({ winners: 2, entry: 'comment', word: '  Spring ' }, tea)).toMatchObject({
      value: { itemId: tea.id, winners: 2, word: 'Spring' },
    });
  });

  it.each([
    [{ prize: ' ' }, 'prize.missing'],
    [{ winners: null }, 'winners.wrong'],
    [{ winners: 0 }, 'winners.wrong'],
    [{ winners: 1.5 }, 'winners.wrong'],
    [{ winners: 21 }, 'winners.wrong'],
    [{ winners: 3 }, 'winners.tooMany'],
    [{ entry: 'comment', word: '\u2800' }, 'word.missing'],
  ] as const)('of %j has a fault', (over, error) => {
    expect(read(over, tea)).toEqual({ ok: false, error });
  });

  it('forgets a word that nobody has to write', () => {
    expect(read({ entry: 'tap', word: 'Spring' })).toMatchObject({ value: { word: null } });
  });

  it('offers only times that the server takes', () => {
    for (const openSeconds of OPEN_SECONDS) {
      const terms = read({ openSeconds });
      expect(terms.ok && v.is(GiveawayTerms, terms.value)).toBe(true);
    }
  });
});
