/** A row's place in its list, in CSS pixels from a common top. */
export type RowBox = { readonly topPx: number; readonly heightPx: number };

/** How near to an end of what scrolls a drag must come to scroll it, and how far one frame scrolls at most. */
const EDGE_PX = 32;
const MOST_PX = 12;

const middlePx = ({ topPx, heightPx }: RowBox): number => topPx + heightPx / 2;

/** Where the row `from` lands when it was dragged by `movedPx`: past every row whose middle its leading edge has crossed. */
export const dropIndex = (rows: readonly RowBox[], from: number, movedPx: number): number => {
  const dragged = rows[from];
  if (!dragged) return from;
  const topPx = dragged.topPx + movedPx;
  const bottomPx = topPx + dragged.heightPx;
  if (movedPx > 0) {
    const passed = rows.filter((row, index) => index > from && bottomPx > middlePx(row));
    return from + passed.length;
  }
  const passed = rows.filter((row, index) => index < from && topPx < middlePx(row));
  return from - passed.length;
};

/** How far the row `index` moves to make room while the row `from` is held over `to`. */
export const rowShiftPx = (
  rows: readonly RowBox[],
  index: number,
  { from, to }: { readonly from: number; readonly to: number },
): number => {
  const dragged = rows[from];
  const [first, second] = rows;
  if (!dragged || !first || !second) return 0;
  const gapPx = second.topPx - first.topPx - first.heightPx;
  const roomPx = dragged.heightPx + gapPx;
  if (index > from && index <= to) return -roomPx;
  return index < from && index >= to ? roomPx : 0;
};

/** How far the next frame scrolls what lies between `top` and `bottom` with the pointer at `y`: the nearer to an end, the faster. */
export const edgePull = (y: number, { top, bottom }: { readonly top: number; readonly bottom: number }): number => {
  const share = (depthPx: number): number => Math.min(1, Math.max(0, depthPx / EDGE_PX));
  return Math.round(MOST_PX * (share(y - (bottom - EDGE_PX)) - share(top + EDGE_PX - y)));
};
