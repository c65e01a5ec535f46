import * as v from 'valibot';
import { ShowAddress } from '../../shared/ids.ts';
import { makeIdText, type Random } from '../../shared/random.ts';
import { addressFromTitle } from '../../shared/show/address.ts';
import type { ShowPlan } from '../../shared/show/plan.ts';
import type { Records } from '../store/port.ts';

/** "evening-sale-2" … reads well; after so many shows of one title a random ending is found faster than the next number. */
const MAX_NUMBERED = 20;
const RANDOM_ENDING_LENGTH = 8;

type Wish = { readonly title: string; readonly plan: Pick<ShowPlan, 'visibility'> };

/** An address of the title's words that no other show has; of an unlisted show nobody can guess it. */
export const freeAddress = ({ title, plan }: Wish, records: Records, random: Random): ShowAddress => {
  const words = addressFromTitle(title);
  const isFree = (address: ShowAddress): boolean => records.showByAddress(address) === null;
  const base = words ?? v.parse(ShowAddress, 'show');
  if (plan.visibility === 'listed' && words) {
    if (isFree(words)) return words;
    for (let number = 2; number <= MAX_NUMBERED; number += 1) {
      const numbered = v.parse(ShowAddress, `${words}-${number}`);
      if (isFree(numbered)) return numbered;
    }
  }
  const ending = makeIdText(random).slice(0, RANDOM_ENDING_LENGTH).toLowerCase();
  return v.parse(ShowAddress, `${base}-${ending}`);
};
