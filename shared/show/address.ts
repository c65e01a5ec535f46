import * as v from 'valibot';
import { ShowAddress } from '../ids.ts';

/** Room that is left for a suffix that makes an address unique. */
const MAX_WORDS_LENGTH = 48;

const NOT_ADDRESS = /[^\p{Ll}\p{Lo}\p{Lm}\p{Nd}]+/gu;

/** One spelling for what people type or follow: NFKC, lower case. Null when it is no address. */
export const parseAddress = (text: string): ShowAddress | null => {
  const parsed = v.safeParse(ShowAddress, normalize(text));
  return parsed.success ? parsed.output : null;
};

/** An address made of the words of a title, in whatever script it is written; null when nothing usable is left of it. */
export const addressFromTitle = (title: string): ShowAddress | null => {
  const words = normalize(title)
    .replace(/\p{M}+/gu, '')
    .replace(NOT_ADDRESS, '-');
  const cut = Array.from(words).slice(0, MAX_WORDS_LENGTH).join('');
  return parseAddress(cut.replace(/^-+|-+$/g, ''));
};

const normalize = (text: string): string => text.normalize('NFKC').toLowerCase();
