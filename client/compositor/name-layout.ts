import type { Rect } from '../../shared/geometry.ts';
import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import type { MeasureText, TextLine } from './type-line.ts';
import { elide, wrapText } from './wrap-text.ts';

type Spec<Kind extends RasterSpec['kind']> = Extract<RasterSpec, { kind: Kind }>;

export type NameTagLayout = { readonly ground: Rect; readonly radiusPx: number; readonly line: TextLine };

/** In units of the type: the room beside the name and the corners of its ground. */
const TAG = { weight: 600, padding: 0.6, radius: 0.35 } as const;
/** Baseline below the middle of a line, in units of the type: centers capitals. */
const BELOW_MIDDLE = 0.36;

/** A name on a ground that is as wide as the name needs, at its side of the raster. */
export const layoutNameTag = (tag: Spec<'name-tag'>, measure: MeasureText): NameTagLayout => {
  const font = { sizePx: tag.typePx, weight: TAG.weight };
  const paddingPx = TAG.padding * font.sizePx;
  const text = elide(tag.name, tag.widthPx - 2 * paddingPx, (part) => measure(part, font));
  const width = Math.min(tag.widthPx, measure(text, font) + 2 * paddingPx);
  const x = tag.side === 'left' ? 0 : tag.widthPx - width;
  return {
    ground: { x, y: 0, width, height: tag.heightPx },
    radiusPx: TAG.radius * font.sizePx,
    line: { ...font, text, x: x + paddingPx, y: tag.heightPx / 2 + BELOW_MIDDLE * font.sizePx },
  };
};

export type NameCardLayout = {
  readonly disc: { readonly x: number; readonly y: number; readonly radiusPx: number };
  readonly initial: TextLine;
  readonly name: readonly TextLine[];
  readonly state: TextLine | null;
};

/** In hundredths of the height that is free, or of three quarters of its width where that is less. */
const CARD = { disc: 28, gap: 6, name: 8, state: 5.5, linePer: 1.25 } as const;
/** Smaller type cannot be read at all. */
const MIN_TYPE_PX = 9;
/** Of the card's width, what names may take. */
const TEXT_WIDTH = 0.86;

/** The first letter on a disc, the name below it, and last what the person is doing: all of it in the middle of what is free. */
export const layoutNameCard = (card: Spec<'name-card'>, measure: MeasureText): NameCardLayout => {
  const unit = Math.min(card.freeHeightPx, card.widthPx * 0.75) / 100;
  const widthPx = card.widthPx * TEXT_WIDTH;
  const nameFont = { sizePx: Math.max(MIN_TYPE_PX, CARD.name * unit), weight: 600 };
  const stateFont = { sizePx: Math.max(MIN_TYPE_PX, CARD.state * unit), weight: 400 };
  const names = wrapText({ text: card.name, widthPx, maxLines: 2, measure: (part) => measure(part, nameFont) });
  const nameLinePx = nameFont.sizePx * CARD.linePer;
  const stateLinePx = card.stateLine === null ? 0 : stateFont.sizePx * CARD.linePer;
  const discPx = CARD.disc * unit;
  const heightPx = discPx + CARD.gap * unit + names.length * nameLinePx + stateLinePx;
  const top = (card.freeHeightPx - heightPx) / 2;
  const namesTop = top + discPx + CARD.gap * unit;
  const stateTop = namesTop + names.length * nameLinePx;
  const centered = (text: string, font: typeof nameFont, middleY: number): TextLine => ({
    ...font,
    text,
    x: (card.widthPx - measure(text, font)) / 2,
    y: middleY + BELOW_MIDDLE * font.sizePx,
  });
  const initial = [...card.name.trim()][0]?.toUpperCase() ?? '';
  return {
    disc: { x: card.widthPx / 2, y: top + discPx / 2, radiusPx: discPx / 2 },
    initial: centered(initial, { sizePx: discPx * 0.44, weight: 600 }, top + discPx / 2),
    name: names.map((text, index) => centered(text, nameFont, namesTop + (index + 0.5) * nameLinePx)),
    state:
      card.stateLine === null
        ? null
        : centered(
            elide(card.stateLine, widthPx, (part) => measure(part, stateFont)),
            stateFont,
            stateTop + stateLinePx / 2,
          ),
  };
};
