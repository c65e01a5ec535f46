import { visibleLine } from '../visible-text.ts';

/** The marks that shops' editors write; any other stays as it is. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  rsquo: '’',
  lsquo: '‘',
};

const UNSEEN = /<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi;
const BREAKS = /<\/?(?:p|div|br|li|ul|ol|h[1-6]|tr|table)\b[^>]*>/gi;

/**
 * The words of a description that may be HTML. What comes out is text, to be shown as text: it is not made safe to be
 * put into a page as markup.
 */
export const plainText = (html: string): string =>
  html
    .replace(UNSEEN, '')
    .replace(BREAKS, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(#\d+|#x[\da-f]+|\w+);/gi, (whole, name: string) => decodeEntity(name) ?? whole)
    .split('\n')
    .map((line) => visibleLine(line.replace(/\s+/g, ' ')))
    .filter((line) => line !== '')
    .join('\n');

const decodeEntity = (name: string): string | null => {
  if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? null;
  const isHex = name[1]?.toLowerCase() === 'x';
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10);
  const isHalf = code >= 0xd800 && code <= 0xdfff;
  return code > 0 && code <= 0x10ffff && !isHalf ? String.fromCodePoint(code) : null;
};

/** The markup of which `plainText` makes the same words again. */
export const markupOf = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');
