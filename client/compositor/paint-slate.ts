import type { RasterSpec } from '../../shared/scene/draw-list.ts';
import { paintGround } from './paint-ground.ts';
import { measureIn, paintLine, type Canvas2d, type Pen } from './paint-text.ts';
import { wrapText } from './wrap-text.ts';

type Slate = Extract<RasterSpec, { kind: 'slate' }>;

const TEXT = '#c9d0dc';
const FAINT = '#5b6474';

/** What stands in the picture for a source that has no picture: its name under a quiet drawing, never black. */
export const paintSlate = (pen: Pen, slate: Slate): void => {
  const { context } = pen;
  paintGround(context, slate);
  const unit = Math.min(slate.heightPx, slate.widthPx * 0.75) / 100;
  const font = { sizePx: Math.max(9, unit * 7.5), weight: 600 };
  const measure = measureIn(pen);
  const lines = wrapText({
    text: slate.title,
    widthPx: slate.widthPx * 0.86,
    maxLines: 2,
    measure: (text) => measure(text, font),
  });
  const markPx = unit * 26;
  const gapPx = unit * 7;
  const linePx = font.sizePx * 1.25;
  const top = (slate.heightPx - markPx - gapPx - lines.length * linePx) / 2;
  paintMark(context, slate, { x: slate.widthPx / 2 - markPx / 2, y: top, sizePx: markPx });
  lines.forEach((text, index) => {
    const x = (slate.widthPx - measure(text, font)) / 2;
    paintLine(pen, { ...font, text, x, y: top + markPx + gapPx + index * linePx + font.sizePx * 0.95 }, TEXT);
  });
};

type Mark = { readonly x: number; readonly y: number; readonly sizePx: number };

type Drawing = {
  /** SVG paths in a square of 24. */
  readonly paths: readonly string[];
  /** Where the dots of waiting stand. */
  readonly middle: { readonly x: number; readonly y: number };
};

const DISPLAY =
  'M4.5 4h15A2.5 2.5 0 0 1 22 6.5v8a2.5 2.5 0 0 1-2.5 2.5h-15A2.5 2.5 0 0 1 2 14.5v-8A2.5 2.5 0 0 1 4.5 4Z';

const DRAWINGS: Readonly<Record<Slate['of'], Drawing>> = {
  camera: {
    paths: [
      'M4.5 6.5h9a2.5 2.5 0 0 1 2.5 2.5v6a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 2 15V9a2.5 2.5 0 0 1 2.5-2.5Z',
      'm16 11 4.6-3.1a.9.9 0 0 1 1.4.75v6.7a.9.9 0 0 1-1.4.75L16 13',
    ],
    middle: { x: 9, y: 12 },
  },
  screen: { paths: [DISPLAY, 'M8 21h8', 'M12 17v4'], middle: { x: 12, y: 10.5 } },
  'test-pattern': { paths: [DISPLAY, 'M7 4v3', 'M12 4v3', 'M17 4v3', 'M7 20.5h10'], middle: { x: 12, y: 11.5 } },
};

const DOT_STEP = 3.4;

/** What the picture comes from: outlined while it is awaited, crossed out when it is lost. Gray, because red means on air only. */
const paintMark = (context: Canvas2d, slate: Slate, { x, y, sizePx }: Mark): void => {
  const { paths, middle } = DRAWINGS[slate.of];
  context.save();
  context.translate(x, y);
  context.scale(sizePx / 24, sizePx / 24);
  context.lineWidth = 1.5;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = FAINT;
  context.fillStyle = FAINT;
  for (const path of paths) context.stroke(new Path2D(path));
  if (slate.reason === 'starting') {
    for (const step of [-1, 0, 1]) {
      context.beginPath();
      context.arc(middle.x + step * DOT_STEP, middle.y, 0.95, 0, 2 * Math.PI);
      context.fill();
    }
  } else {
    const slash = new Path2D('M3 21 21 3');
    context.save();
    context.strokeStyle = '#151920';
    context.lineWidth = 5;
    context.stroke(slash);
    context.restore();
    context.strokeStyle = TEXT;
    context.stroke(slash);
  }
  context.restore();
};
