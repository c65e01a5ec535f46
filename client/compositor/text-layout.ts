import type { Rect, SizePx } from '../../shared/geometry.ts';
import type { TextStyle } from '../../shared/scene/document.ts';
import type { FontFacts, MeasureText, TextLine } from './type-line.ts';
import { wrapAll, wrapText } from './wrap-text.ts';

export type TextBlock = {
  readonly lines: readonly TextLine[];
  /** The box behind the text; null when the style has none. */
  readonly ground: { readonly rect: Rect; readonly radiusPx: number } | null;
};

export type TextFacts = SizePx & {
  readonly text: string;
  readonly style: TextStyle;
  readonly programHeightPx: number;
};

/** Line height, and the box's padding and corner, in units of the type size. */
const LINE = 1.2;
const PADDING_X = 0.5;
const PADDING_Y = 0.22;
const RADIUS = 0.22;
/** Baseline below a line's top, in units of the type size: centers capitals in the line. */
const BASELINE = 0.96;
/** Text that is too long for its layer shrinks to this share of its size before it is cut. */
const SHRINK_FLOOR = 0.5;
const SHRINK_STEP = 0.94;

type Fitted = {
  readonly font: FontFacts;
  readonly lines: readonly string[];
  readonly paddingX: number;
  readonly paddingY: number;
};

/** Where the lines of a text layer go: wrapped to its width, centered in its height, shrunk when there is too much of it. */
export const layoutText = (facts: TextFacts, measure: MeasureText): TextBlock => {
  const { font, lines, paddingX, paddingY } = fit(facts, measure);
  const { style, widthPx, heightPx } = facts;
  const widths = lines.map((line) => measure(line, font));
  const blockWidth = Math.max(0, ...widths);
  const lineHeight = LINE * font.sizePx;
  const blockHeight = lines.length * lineHeight;
  const start = { left: 0, center: 0.5, right: 1 }[style.align];
  const left = paddingX + start * (widthPx - 2 * paddingX - blockWidth);
  const top = (heightPx - blockHeight) / 2;
  const placed = lines.map((text, index) => ({
    ...font,
    text,
    x: left + start * (blockWidth - (widths[index] ?? 0)),
    y: top + index * lineHeight + BASELINE * font.sizePx,
  }));
  const rect = {
    x: left - paddingX,
    y: top - paddingY,
    width: blockWidth + 2 * paddingX,
    height: blockHeight + 2 * paddingY,
  };
  return { lines: placed, ground: style.background === null ? null : { rect, radiusPx: RADIUS * font.sizePx } };
};

const fit = ({ text, style, widthPx, heightPx, programHeightPx }: TextFacts, measure: MeasureText): Fitted => {
  const fullPx = style.sizeFraction * programHeightPx;
  for (let share = 1; ; share *= SHRINK_STEP) {
    const font = { sizePx: fullPx * share, weight: style.weight };
    const hasGround = style.background !== null;
    const paddingX = hasGround ? PADDING_X * font.sizePx : 0;
    const paddingY = hasGround ? PADDING_Y * font.sizePx : 0;
    const room = Math.max(1, widthPx - 2 * paddingX);
    const maxLines = Math.max(1, Math.floor((heightPx - 2 * paddingY + 0.5) / (LINE * font.sizePx)));
    const wrapping = { text: text.trim(), widthPx: room, maxLines, measure: (part: string) => measure(part, font) };
    const isLast = share * SHRINK_STEP < SHRINK_FLOOR;
    if (wrapAll(wrapping).length <= maxLines || isLast) return { font, lines: wrapText(wrapping), paddingX, paddingY };
  }
};
