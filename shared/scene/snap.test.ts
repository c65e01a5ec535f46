import { describe, expect, it } from 'vitest';
import { nudge, snapMove, type SnapTo } from './snap.ts';

const program = { widthPx: 1280, heightPx: 720 };
const at = (
  x: number,
  y: number,
  width = 0.25,
  height = 0.25,
): { x: number; y: number; width: number; height: number } => ({
  x,
  y,
  width,
  height,
});
const to = (over: Partial<SnapTo> = {}): SnapTo => ({ others: [], program, tolerancePx: 10, ...over });
const px = 1 / 1280;
const py = 1 / 720;

describe('snapMove', () => {
  it.each([
    ['the left edge', at(9 * px, 0.3), at(0, 0.3), [{ axis: 'x', at: 0 }]],
    ['the right edge', at(0.75 + 9 * px, 0.3), at(0.75, 0.3), [{ axis: 'x', at: 1 }]],
    ['the top edge', at(0.3, -9 * py), at(0.3, 0), [{ axis: 'y', at: 0 }]],
    ['the bottom edge', at(0.3, 0.75 - 9 * py), at(0.3, 0.75), [{ axis: 'y', at: 1 }]],
    ['the vertical center', at(0.375 + 5 * px, 0.3), at(0.375, 0.3), [{ axis: 'x', at: 0.5 }]],
    [
      'a corner',
      at(5 * px, 5 * py),
      at(0, 0),
      [
        { axis: 'x', at: 0 },
        { axis: 'y', at: 0 },
      ],
    ],
    ['nothing near', at(11 * px, 0.3), at(11 * px, 0.3), []],
  ])('meets %s', (_, frame, expected, guides) => {
    const snapped = snapMove(frame, to());
    for (const side of ['x', 'y', 'width', 'height'] as const)
      expect(snapped.frame[side]).toBeCloseTo(expected[side], 9);
    expect(snapped.guides).toEqual(guides);
  });

  it('meets edges and centers of other layers, and shows every line that it lies on', () => {
    const other = at(0.1, 0.1, 0.25, 0.2);
    const snapped = snapMove(at(0.1 + 4 * px, 0.6), to({ others: [other] }));
    expect(snapped.frame.x).toBeCloseTo(0.1, 9);
    expect(snapped.guides.map((guide) => [guide.axis, Number(guide.at.toFixed(6))])).toEqual([
      ['x', 0.1],
      ['x', 0.225],
      ['x', 0.35],
    ]);
  });

  it('takes the nearest of several lines', () => {
    const snapped = snapMove(
      at(0.1 + 4 * px, 0.6),
      to({ others: [at(0.1, 0, 0.5, 0.1), at(0.1 + 5 * px, 0, 0.4, 0.1)] }),
    );
    expect(snapped.frame.x).toBeCloseTo(0.1 + 5 * px, 9);
  });

  it('does nothing with a tolerance of 0, which is what Ctrl asks for', () => {
    expect(snapMove(at(px, py), to({ tolerancePx: 0 }))).toEqual({ frame: at(px, py), guides: [] });
  });
});

describe('nudge', () => {
  it.each([
    ['left', 1, 0.5 - px, 0.5],
    ['right', 10, 0.5 + 10 * px, 0.5],
    ['up', 1, 0.5, 0.5 - py],
    ['down', 10, 0.5, 0.5 + 10 * py],
  ] as const)('%s by %i pixels', (direction, stepPx, x, y) => {
    expect(nudge(at(0.5, 0.5), { direction, stepPx, program })).toEqual(at(x, y));
  });
});
