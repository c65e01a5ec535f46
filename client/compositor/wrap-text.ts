/** Width of a text in pixels, in the font that the caller has in mind. */
export type MeasureWidth = (text: string) => number;

export type Wrapping = {
  readonly text: string;
  readonly widthPx: number;
  readonly maxLines: number;
  readonly measure: MeasureWidth;
};

const ELLIPSIS = '…';
/** Marks that do not begin a line: they stay with the word before them. */
const CLOSING = /^[\p{Pe}\p{Pf},.:;!?%、。，．：；！？…·]+$/u;
/** Marks that do not end a line: they stay with the word after them. */
const OPENING = /^[\p{Ps}\p{Pi}¥$€£₹]+$/u;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Pieces that must not be broken, in order; blanks are pieces of their own. Chinese breaks between words, without blanks. */
const piecesOf = (line: string): string[] => {
  const pieces: string[] = [];
  let isGlued = false;
  for (const { segment } of words.segment(line)) {
    const last = pieces.at(-1);
    if (last !== undefined && (isGlued || (CLOSING.test(segment) && last.trim() !== ''))) {
      pieces[pieces.length - 1] = last + segment;
    } else pieces.push(segment);
    isGlued = OPENING.test(segment);
  }
  return pieces;
};

/** Breaks a piece that is wider than a line. */
const chop = (piece: string, { widthPx, measure }: Wrapping): string[] => {
  const parts: string[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(piece)) {
    if (part !== '' && measure(part + segment) > widthPx) {
      parts.push(part);
      part = '';
    }
    part += segment;
  }
  return [...parts, part];
};

const wrapParagraph = (paragraph: string, wrapping: Wrapping): string[] => {
  const lines: string[] = [];
  let line = '';
  const add = (piece: string): void => {
    if (line !== '' && wrapping.measure((line + piece).trimEnd()) > wrapping.widthPx) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line !== '' || piece.trim() !== '') line += piece;
  };
  for (const piece of piecesOf(paragraph)) {
    if (wrapping.measure(piece.trimEnd()) <= wrapping.widthPx) add(piece);
    else chop(piece, wrapping).forEach(add);
  }
  return [...lines, line.trimEnd()];
};

/** `text` cut so that it fits `widthPx` with an ellipsis; whole when it fits as it is. */
export const elide = (text: string, widthPx: number, measure: MeasureWidth): string => {
  if (measure(text) <= widthPx) return text;
  const letters = [...graphemes.segment(text)].map(({ segment }) => segment);
  let kept = letters.length;
  while (kept > 0 && measure(letters.slice(0, kept).join('').trimEnd() + ELLIPSIS) > widthPx) kept -= 1;
  return letters.slice(0, kept).join('').trimEnd() + ELLIPSIS;
};

/** All lines of the text, however many. */
export const wrapAll = (wrapping: Wrapping): string[] =>
  wrapping.text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, wrapping));

/** At most `maxLines` lines; the last one ends with an ellipsis when something was cut. */
export const wrapText = (wrapping: Wrapping): string[] => {
  const lines = wrapAll(wrapping);
  if (lines.length <= wrapping.maxLines) return lines;
  const kept = lines.slice(0, wrapping.maxLines);
  const last = `${kept.at(-1) ?? ''}${ELLIPSIS}`;
  kept[kept.length - 1] = elide(last, wrapping.widthPx, wrapping.measure).replace(/…+$/, ELLIPSIS);
  return kept;
};
