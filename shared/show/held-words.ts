/** Letters and digits of any script: what a word is made of. */
const WORD_SIGN = /[\p{L}\p{N}]/u;
/** Scripts that write without blanks: a word there begins and ends anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** Accents, and what nobody sees: both are used to write past a list. */
const OVERLOOKED = /[\p{Mn}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const plain = (text: string): string => text.normalize('NFKD').replace(OVERLOOKED, '').toLowerCase();

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && WORD_SIGN.test(sign);

/** Whether `text` has one of `words` in it, however it is accented or capitalized. `cat` is not in `concatenate`. */
export const hasHeldWord = (text: string, words: readonly string[]): boolean => {
  const signs = [...plain(text)];
  return words.some((word) => has(signs, [...plain(word)]));
};

const has = (signs: readonly string[], word: readonly string[]): boolean => {
  if (word.length === 0) return false;
  for (let from = 0; from + word.length <= signs.length; from += 1) {
    if (!word.every((sign, index) => signs[from + index] === sign)) continue;
    if (isFree(word[0], signs[from - 1]) && isFree(word.at(-1), signs[from + word.length])) return true;
  }
  return false;
};

/** Whether a word may begin or end between these two. */
const isFree = (own: string | undefined, next: string | undefined): boolean =>
  !isWordSign(own) || UNSPACED.test(own ?? '') || !isWordSign(next);
