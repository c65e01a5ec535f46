import type { ItemId } from '../../../shared/ids.ts';
import type { Result } from '../../../shared/result.ts';
import { MAX_WINNERS, type GiveawayTerms } from '../../../shared/show/giveaway-terms.ts';
import { unitsLeft, type ShelfItem } from '../../../shared/show/item.ts';
import { visibleLine } from '../../../shared/visible-text.ts';

/** A giveaway as a host chooses it. */
export type GiveawayForm = {
  prize: string;
  /** Of a product on the shelf; '' for none. */
  itemId: ItemId | '';
  winners: number | null;
  entry: 'tap' | 'comment';
  word: string;
  openSeconds: string;
};

export type GiveawayFault = 'prize.missing' | 'winners.wrong' | 'winners.tooMany' | 'word.missing';

/** What may be chosen; the bounds are the model's. */
export const OPEN_SECONDS = ['30', '60', '120', '300', '600', '900'] as const;

/** `item`: the product that it begins with, where there is one. */
export const emptyGiveawayForm = (item: ShelfItem | null): GiveawayForm => ({
  prize: item?.name.slice(0, 80) ?? '',
  itemId: item?.id ?? '',
  winners: 1,
  entry: 'tap',
  word: '',
  openSeconds: '60',
});

/** `item`: the chosen product; null for none. */
export const readGiveawayForm = (form: GiveawayForm, item: ShelfItem | null): Result<GiveawayTerms, GiveawayFault> => {
  const prize = visibleLine(form.prize);
  if (prize === '') return { ok: false, error: 'prize.missing' };
  const { winners } = form;
  if (winners === null || !Number.isInteger(winners) || winners < 1 || winners > MAX_WINNERS) {
    return { ok: false, error: 'winners.wrong' };
  }
  if (item && winners > unitsLeft(item)) return { ok: false, error: 'winners.tooMany' };
  const word = form.entry === 'tap' ? null : visibleLine(form.word);
  if (word === '') return { ok: false, error: 'word.missing' };
  return {
    ok: true,
    value: { prize, itemId: item?.id ?? null, winners, word, openMs: Number(form.openSeconds) * 1_000 },
  };
};
