import type { TextStyle } from '../../shared/scene/document.ts';
import { yuvToRgb, hexToYuv } from '../../shared/scene/yuv.ts';
import type { TextBlock } from './text-layout.ts';
import type { FontFacts, MeasureText, TextLine } from './type-line.ts';

export type Canvas2d = OffscreenCanvasRenderingContext2D;

/** The system's own faces: Chinese ones are too large to ship. */
const SYSTEM_FAMILIES =
  "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif";

/**
 * `product` is Inter, once it is loaded. It must not be asked for before: Chromium 156 goes on drawing a font string with
 * the faces that it first found for it, also in new canvases of the same worker.
 */
export type Typeface = 'system' | 'product';

/** A canvas, and the type to write on it with. */
export type Pen = { readonly context: Canvas2d; readonly typeface: Typeface };

export const fontOf = ({ sizePx, weight }: FontFacts, typeface: Typeface): string => {
  const families = typeface === 'product' ? `'Inter Variable', ${SYSTEM_FAMILIES}` : SYSTEM_FAMILIES;
  return `${weight} ${sizePx.toFixed(2)}px ${families}`;
};

export const measureIn =
  ({ context, typeface }: Pen): MeasureText =>
  (text, font) => {
    context.font = fontOf(font, typeface);
    return context.measureText(text).width;
  };

export const paintLine = ({ context, typeface }: Pen, line: TextLine, color: string): void => {
  context.font = fontOf(line, typeface);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillStyle = color;
  context.fillText(line.text, line.x, line.y);
};

/** Brighter than this, text without a box gets a shadow: white letters must stay readable over a white wall. */
const LIGHT_TEXT = 140;

export const paintTextBlock = (pen: Pen, block: TextBlock, style: TextStyle): void => {
  const { context } = pen;
  const { ground, lines } = block;
  if (ground && style.background !== null) {
    const { x, y, width, height } = ground.rect;
    context.fillStyle = style.background;
    context.beginPath();
    context.roundRect(x, y, width, height, ground.radiusPx);
    context.fill();
  } else {
    const { r, g, b } = yuvToRgb(hexToYuv(style.color));
    const sizePx = lines[0]?.sizePx ?? 0;
    if (0.3 * r + 0.6 * g + 0.1 * b > LIGHT_TEXT) {
      context.shadowColor = 'rgb(0 0 0 / 50%)';
      context.shadowBlur = sizePx * 0.18;
      context.shadowOffsetY = sizePx * 0.03;
    }
  }
  for (const line of lines) paintLine(pen, line, style.color);
};
