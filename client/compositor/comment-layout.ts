import type { Rect } from '../../shared/geometry.ts';
import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import type { FontFacts, MeasureText, TextLine } from './type-line.ts';
import { elide, wrapAll, wrapText, type Wrapping } from './wrap-text.ts';

export type CommentLayout = {
  readonly ground: Rect;
  readonly radiusPx: number;
  /** The colored edge, in the ground. */
  readonly edge: Rect;
  readonly name: TextLine;
  readonly text: readonly TextLine[];
};

/** In units of the type. */
const EMS = { paddingX: 0.8, paddingY: 0.6, radius: 0.4, edge: 0.24, name: 0.76, nameGap: 0.14 } as const;
const LINE = 1.25;
/** Baseline below a line's top, in units of its type: centers capitals in the line. */
const BASELINE = 0.97;
const WEIGHT = 600;
/** At full size, or else smaller with one line more; what does not fit then is cut. */
const FULL = { share: 1, maxLines: 3 } as const;
const SMALL = { share: 0.8, maxLines: 4 } as const;
type Size = typeof FULL | typeof SMALL;

/** Who said what, on a ground that is as large as it needs, at the lower left of the raster. */
export const layoutComment = (
  comment: Extract<RasterSpec, { kind: 'comment' }>,
  measure: MeasureText,
): CommentLayout => {
  const { typePx, widthPx, heightPx } = comment;
  const x = (EMS.edge + EMS.paddingX) * typePx;
  const roomPx = widthPx - x - EMS.paddingX * typePx;
  const nameFont = { sizePx: EMS.name * typePx, weight: WEIGHT };
  const name = elide(comment.name, roomPx, (part) => measure(part, nameFont));
  const { font, lines } = fit(comment.text, { typePx, roomPx, measure });
  const nameLinePx = LINE * nameFont.sizePx + EMS.nameGap * typePx;
  const height = Math.min(heightPx, 2 * EMS.paddingY * typePx + nameLinePx + lines.length * LINE * font.sizePx);
  const widestPx = Math.max(measure(name, nameFont), ...lines.map((line) => measure(line, font)));
  const top = heightPx - height;
  const nameTop = top + EMS.paddingY * typePx;
  return {
    ground: { x: 0, y: top, width: Math.min(widthPx, x + widestPx + EMS.paddingX * typePx), height },
    radiusPx: EMS.radius * typePx,
    edge: { x: 0, y: top, width: EMS.edge * typePx, height },
    name: { ...nameFont, text: name, x, y: nameTop + BASELINE * nameFont.sizePx },
    text: lines.map((text, index) => ({
      ...font,
      text,
      x,
      y: nameTop + nameLinePx + (index * LINE + BASELINE) * font.sizePx,
    })),
  };
};

type Room = { readonly typePx: number; readonly roomPx: number; readonly measure: MeasureText };

const fit = (text: string, room: Room): { font: FontFacts; lines: readonly string[] } => {
  const full = wrappingAt(FULL, text, room);
  const isEnough = wrapAll(full.wrapping).length <= FULL.maxLines;
  const { font, wrapping } = isEnough ? full : wrappingAt(SMALL, text, room);
  return { font, lines: wrapText(wrapping) };
};

const wrappingAt = (
  { share, maxLines }: Size,
  text: string,
  { typePx, roomPx, measure }: Room,
): { font: FontFacts; wrapping: Wrapping } => {
  const font = { sizePx: share * typePx, weight: WEIGHT };
  return { font, wrapping: { text, widthPx: roomPx, maxLines, measure: (part) => measure(part, font) } };
};
