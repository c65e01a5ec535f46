import type { TextStyle } from '../../shared/scene/document.ts';
import { yuvToRgb, hexToYuv } from '../../shared/scene/yuv.ts';
import type { TextBlock } from './text-layout.ts';
import type { FontFacts, MeasureText, TextLine } from './type-line.ts';

export type Canvas2d = OffscreenCanvasRenderingContext2D;

/** Inter for Latin, then the system's own faces for Chinese: they are too large to ship. */
const FAMILIES =
  "'Inter Variable', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', system-ui, sans-serif";

export const fontOf = ({ sizePx, weight }: FontFacts): string => `${weight} ${sizePx.toFixed(2)}px ${FAMILIES}`;

export const measureIn =
  (context: Canvas2d): MeasureText =>
  (text, font) => {
    context.font = fontOf(font);
    return context.measureText(text).width;
  };

export const paintLine = (context: Canvas2d, line: TextLine, color: string): void => {
  context.font = fontOf(line);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillStyle = color;
  context.fillText(line.text, line.x, line.y);
};

/** Brighter than this, text without a box gets a shadow: white letters must stay readable over a white wall. */
const LIGHT_TEXT = 140;

export const paintTextBlock = (context: Canvas2d, block: TextBlock, style: TextStyle): void => {
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
  for (const line of lines) paintLine(context, line, style.color);
};
