import * as v from 'valibot';

/** Between two words of one line these are a blank. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;

/**
 * Controls, halves of surrogate pairs, and what turns the direction of the text around it: embeddings, overrides and
 * isolates, whose effect would not end with the name. Joiners and marks of direction stay: emoji and scripts need them.
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const STRIPPED = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** Something that a person sees by itself. U+2800 is Braille without dots, which counts as a symbol and looks like a blank. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\u2800]/u;

const clean = (typed: string): string => typed.replace(BREAKS, ' ').replace(STRIPPED, '').normalize('NFC').trim();

/**
 * A name or a title that a person typed: one line in NFC, without controls and blanks around it, with something to see in
 * it, and of at most `maxLength` UTF-16 code units, as an input's `maxlength` counts. For what is asked only: what was
 * stored under an older rule must stay readable.
 */
export const visibleText = (maxLength: number) =>
  v.pipe(v.string(), v.transform(clean), v.maxLength(maxLength), v.regex(VISIBLE));

/** The same of a text that comes from a file, however long: '' where there is nothing to see. */
export const visibleLine = (text: string): string => {
  const line = clean(text);
  return VISIBLE.test(line) ? line : '';
};
