import type { Rect, SizePx } from '../../shared/geometry.ts';
import type { CalloutCard } from '../../shared/scene/program.ts';
import type { FontFacts, MeasureText, TextLine } from './type-line.ts';
import { elide, wrapText } from './wrap-text.ts';

export type CardLayout = {
  readonly paper: Rect;
  readonly radiusPx: number;
  /** Room for the shadow on every side, even. */
  readonly outsetPx: number;
  readonly picture: { readonly rect: Rect; readonly radiusPx: number } | null;
  readonly name: readonly TextLine[];
  readonly price: TextLine;
  readonly formerPrice: (TextLine & { readonly widthPx: number }) | null;
  readonly stock: TextLine | null;
  readonly seller: TextLine | null;
};

/**
 * The design at a card 156 px high, which is its size in a program of 1280 × 720: digits of the price are then 1/22 of the
 * picture's height (a digit is 0.727 of its type size). Everything scales with the card.
 */
const DESIGN = {
  heightPx: 156,
  radiusPx: 12,
  shadowPx: 32,
  paddingPx: 14,
  endPaddingPx: 20,
  pictureRadiusPx: 8,
  gapPx: 18,
  name: { sizePx: 22, weight: 600, linePx: 27 },
  smallName: { sizePx: 18, weight: 600, linePx: 22 },
  price: { sizePx: 46, weight: 740, linePx: 50 },
  /** Below this share of its size a price is cut rather than shrunk. */
  priceFloor: 0.55,
  former: { sizePx: 22, weight: 480, gapPx: 12 },
  stock: { sizePx: 18, weight: 600, linePx: 24, gapPx: 10 },
  seller: { sizePx: 16, weight: 480, linePx: 20 },
} as const;

export const CARD_WEIGHTS: readonly number[] = [
  DESIGN.name.weight,
  DESIGN.smallName.weight,
  DESIGN.price.weight,
  DESIGN.former.weight,
  DESIGN.stock.weight,
  DESIGN.seller.weight,
];

/** Baseline below a line's top, as a share of its height. */
const BASELINE = 0.77;

type Column = { readonly x: number; readonly widthPx: number; readonly scale: number; readonly measure: MeasureText };

const fontAt = (font: FontFacts, scale: number): FontFacts => ({ sizePx: font.sizePx * scale, weight: font.weight });

/** Where everything of a card goes. `size` is the paper's size; the origin is the paper's corner. */
export const layoutCard = (card: CalloutCard, size: SizePx, measure: MeasureText): CardLayout => {
  const scale = size.heightPx / DESIGN.heightPx;
  const side = size.heightPx - 2 * DESIGN.paddingPx * scale;
  const paddingPx = DESIGN.paddingPx * scale;
  const pictureRect = { x: paddingPx, y: paddingPx, width: side, height: side };
  const x = card.pictureKey === null ? DESIGN.endPaddingPx * scale : paddingPx + side + DESIGN.gapPx * scale;
  const column: Column = { x, widthPx: size.widthPx - x - DESIGN.endPaddingPx * scale, scale, measure };
  return {
    paper: { x: 0, y: 0, width: size.widthPx, height: size.heightPx },
    radiusPx: DESIGN.radiusPx * scale,
    outsetPx: Math.ceil((DESIGN.shadowPx * scale) / 2) * 2,
    picture: card.pictureKey === null ? null : { rect: pictureRect, radiusPx: DESIGN.pictureRadiusPx * scale },
    ...layoutTexts(card, column, size.heightPx),
  };
};

type Texts = Pick<CardLayout, 'name' | 'price' | 'formerPrice' | 'stock' | 'seller'>;

const layoutTexts = (card: CalloutCard, column: Column, heightPx: number): Texts => {
  const { scale } = column;
  const names = nameLines(card.name, column);
  const price = fitPrice(card.price, column);
  const former = placeFormer(card.formerPrice, price, column);
  const hasLastLine = card.stockLine !== null || former.place === 'below';
  const nameHeightPx = names.lines.length * names.linePx * scale;
  const priceHeightPx = DESIGN.price.linePx * scale;
  const lastHeightPx = hasLastLine ? DESIGN.stock.linePx * scale : 0;
  const sellerHeightPx = card.sellerLine === null ? 0 : DESIGN.seller.linePx * scale;
  const top = (heightPx - nameHeightPx - priceHeightPx - lastHeightPx - sellerHeightPx) / 2;
  const priceY = top + nameHeightPx + BASELINE * priceHeightPx;
  const lastY = top + nameHeightPx + priceHeightPx + BASELINE * lastHeightPx;
  const sellerY = top + nameHeightPx + priceHeightPx + lastHeightPx + BASELINE * sellerHeightPx;
  const lastX = former.place === 'below' ? column.x + former.widthPx + DESIGN.stock.gapPx * scale : column.x;
  return {
    name: names.lines.map((text, index) => ({
      ...names.font,
      text,
      x: column.x,
      y: top + (index + BASELINE) * names.linePx * scale,
    })),
    price: { ...price.font, text: price.text, x: column.x, y: priceY },
    formerPrice: formerLine(card.formerPrice, former, {
      x: column.x,
      priceWidthPx: price.widthPx,
      priceY,
      lastY,
      scale,
    }),
    stock: card.stockLine === null ? null : endLine(card.stockLine, DESIGN.stock, column, { x: lastX, y: lastY }),
    seller:
      card.sellerLine === null ? null : endLine(card.sellerLine, DESIGN.seller, column, { x: column.x, y: sellerY }),
  };
};

/** One line at full size, or else two smaller ones. */
const nameLines = (name: string, column: Column): { lines: string[]; font: FontFacts; linePx: number } => {
  const { widthPx, scale, measure } = column;
  const font = fontAt(DESIGN.name, scale);
  if (measure(name, font) <= widthPx) return { lines: [name], font, linePx: DESIGN.name.linePx };
  const small = fontAt(DESIGN.smallName, scale);
  const lines = wrapText({ text: name, widthPx, maxLines: 2, measure: (text) => measure(text, small) });
  return { lines, font: small, linePx: DESIGN.smallName.linePx };
};

type Price = { readonly text: string; readonly font: FontFacts; readonly widthPx: number };

const fitPrice = (text: string, { widthPx, scale, measure }: Column): Price => {
  const full = fontAt(DESIGN.price, scale);
  const shrink = Math.max(DESIGN.priceFloor, Math.min(1, widthPx / Math.max(1, measure(text, full))));
  const font = fontAt(full, shrink);
  const shown = elide(text, widthPx * 1.001, (part) => measure(part, font));
  return { text: shown, font, widthPx: measure(shown, font) };
};

type FormerPlace = {
  readonly place: 'beside' | 'below' | 'nowhere';
  readonly font: FontFacts;
  readonly widthPx: number;
};

/** Beside the price where there is room, or else before the stock line. */
const placeFormer = (text: string | null, price: Price, { widthPx, scale, measure }: Column): FormerPlace => {
  const font = fontAt(DESIGN.former, scale);
  if (text === null) return { place: 'nowhere', font, widthPx: 0 };
  const besidePx = measure(text, font);
  if (price.widthPx + DESIGN.former.gapPx * scale + besidePx <= widthPx)
    return { place: 'beside', font, widthPx: besidePx };
  const small = fontAt(DESIGN.stock, scale);
  return { place: 'below', font: { ...small, weight: DESIGN.former.weight }, widthPx: measure(text, small) };
};

type FormerAt = { x: number; priceWidthPx: number; priceY: number; lastY: number; scale: number };

const formerLine = (text: string | null, former: FormerPlace, at: FormerAt): CardLayout['formerPrice'] => {
  if (text === null) return null;
  const { font, widthPx } = former;
  if (former.place === 'below') return { ...font, text, widthPx, x: at.x, y: at.lastY };
  return { ...font, text, widthPx, x: at.x + at.priceWidthPx + DESIGN.former.gapPx * at.scale, y: at.priceY };
};

/** From `at` to the column's end, and no further. */
const endLine = (text: string, design: FontFacts, column: Column, at: { x: number; y: number }): TextLine => {
  const font = fontAt(design, column.scale);
  const widthPx = column.x + column.widthPx - at.x;
  return { ...font, ...at, text: elide(text, widthPx, (part) => column.measure(part, font)) };
};
