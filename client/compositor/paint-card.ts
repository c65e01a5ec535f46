import type { Rect } from '../../shared/geometry.ts';
import type { CalloutCard } from '../../shared/scene/program.ts';
import type { CardLayout } from './card-layout.ts';
import { paintLine, type Canvas2d, type Pen } from './paint-text.ts';

export type CardPainting = {
  readonly layout: CardLayout;
  /** Null for a card whose picture is not here yet: its place is kept. */
  readonly picture: ImageBitmap | null;
  readonly availability: CalloutCard['availability'];
};

type CardColors = {
  readonly paper: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly stock: string;
};

/** Paper-white and warm on top of the picture; the same values as the page's card (`--color-paper…` in tokens.css). */
const COLORS: Record<CalloutCard['availability'], CardColors> = {
  available: { paper: '#fffdf8', line: '#e6ddcb', text: '#1a1408', muted: '#6b6250', stock: '#7a5200' },
  'sold-out': { paper: '#efedea', line: '#d8d5d0', text: '#6d6a66', muted: '#7d7a76', stock: '#35322e' },
};

const SHADOWS = [
  { color: 'rgb(12 8 0 / 26%)', blur: 0.13, y: 0.055 },
  { color: 'rgb(12 8 0 / 22%)', blur: 0.02, y: 0.008 },
] as const;

export const paintCard = (pen: Pen, { layout, picture, availability }: CardPainting): void => {
  const { context } = pen;
  const colors = COLORS[availability];
  paintPaper(context, layout, colors);
  if (layout.picture) paintPicture(context, { ...layout.picture, picture, availability, colors });
  for (const line of layout.name) paintLine(pen, line, colors.text);
  paintLine(pen, layout.price, colors.text);
  const { formerPrice, stock, seller } = layout;
  if (formerPrice) {
    paintLine(pen, formerPrice, colors.muted);
    const { x, y, sizePx, widthPx } = formerPrice;
    context.fillRect(x - sizePx * 0.06, y - sizePx * 0.39, widthPx + sizePx * 0.12, Math.max(1, sizePx * 0.085));
  }
  if (stock) paintLine(pen, stock, colors.stock);
  if (seller) paintLine(pen, seller, colors.muted);
};

const tracePaper = (context: Canvas2d, { paper, radiusPx }: CardLayout): void => {
  context.beginPath();
  context.roundRect(paper.x, paper.y, paper.width, paper.height, radiusPx);
};

const paintPaper = (context: Canvas2d, layout: CardLayout, colors: CardColors): void => {
  const unit = layout.paper.height;
  context.fillStyle = colors.paper;
  for (const shadow of SHADOWS) {
    context.save();
    context.shadowColor = shadow.color;
    context.shadowBlur = shadow.blur * unit;
    context.shadowOffsetY = shadow.y * unit;
    tracePaper(context, layout);
    context.fill();
    context.restore();
  }
};

type PicturePainting = Omit<CardPainting, 'layout'> & {
  readonly rect: Rect;
  readonly radiusPx: number;
  readonly colors: CardColors;
};

const paintPicture = (context: Canvas2d, painting: PicturePainting): void => {
  const { rect, radiusPx, picture, availability, colors } = painting;
  context.save();
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, radiusPx);
  context.clip();
  context.fillStyle = '#f4e9d2';
  context.fillRect(rect.x, rect.y, rect.width, rect.height);
  if (picture) {
    if (availability === 'sold-out') {
      context.filter = 'grayscale(1)';
      context.globalAlpha = 0.55;
    }
    drawCover(context, picture, rect);
  } else paintParcel(context, rect);
  context.restore();
  context.strokeStyle = colors.line;
  context.lineWidth = Math.max(1, rect.height / 128);
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, radiusPx);
  context.stroke();
};

const drawCover = (context: Canvas2d, picture: ImageBitmap, rect: Rect): void => {
  const side = Math.min(picture.width, picture.height);
  const left = (picture.width - side) / 2;
  const top = (picture.height - side) / 2;
  context.drawImage(picture, left, top, side, side, rect.x, rect.y, rect.width, rect.height);
};

/** A small drawing of a parcel in the place of a picture that has not arrived. */
const paintParcel = (context: Canvas2d, { x, y, width }: Rect): void => {
  const unit = width / 24;
  context.translate(x + width / 2 - 12 * unit, y + width / 2 - 12 * unit);
  context.scale(unit, unit);
  context.strokeStyle = '#c3b083';
  context.lineWidth = 1;
  context.lineJoin = 'round';
  context.stroke(new Path2D('M12 7 17 9.6V15.4L12 18 7 15.4V9.6ZM7 9.6 12 12.2 17 9.6M12 12.2V18M9.5 8.3 14.5 10.9'));
};
