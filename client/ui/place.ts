export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
export type PlaceRequest = {
  readonly anchor: Box;
  readonly floating: { readonly width: number; readonly height: number };
  readonly viewport: { readonly width: number; readonly height: number };
  readonly side: 'top' | 'bottom' | 'left' | 'right';
  readonly gapPx: number;
};

const marginPx = 8;

/** Puts a floating box beside its anchor, centered; on the other side where it would not fit; always inside the viewport. */
export function placeBeside(request: PlaceRequest): { leftPx: number; topPx: number } {
  const { anchor, floating, viewport, gapPx } = request;
  const centeredLeft = anchor.left + (anchor.width - floating.width) / 2;
  const centeredTop = anchor.top + (anchor.height - floating.height) / 2;
  const above = anchor.top - gapPx - floating.height;
  const below = anchor.top + anchor.height + gapPx;
  const before = anchor.left - gapPx - floating.width;
  const after = anchor.left + anchor.width + gapPx;
  const fitsBelow = below + floating.height + marginPx <= viewport.height;
  const fitsAfter = after + floating.width + marginPx <= viewport.width;
  switch (request.side) {
    case 'top':
      return inside({ leftPx: centeredLeft, topPx: above >= marginPx ? above : below }, request);
    case 'bottom':
      return inside({ leftPx: centeredLeft, topPx: fitsBelow ? below : above }, request);
    case 'left':
      return inside({ leftPx: before >= marginPx ? before : after, topPx: centeredTop }, request);
    case 'right':
      return inside({ leftPx: fitsAfter ? after : before, topPx: centeredTop }, request);
  }
}

/** Hangs a menu under its button, left edges in line; above it where there is more room; always inside the viewport. */
export function placeUnder(request: Omit<PlaceRequest, 'side'>): { leftPx: number; topPx: number } {
  const { anchor, floating, viewport, gapPx } = request;
  const below = anchor.top + anchor.height + gapPx;
  const roomBelow = viewport.height - below - marginPx;
  const roomAbove = anchor.top - gapPx - marginPx;
  const goesBelow = floating.height <= roomBelow || roomBelow >= roomAbove;
  return inside({ leftPx: anchor.left, topPx: goesBelow ? below : anchor.top - gapPx - floating.height }, request);
}

function inside(
  at: { leftPx: number; topPx: number },
  { floating, viewport }: Pick<PlaceRequest, 'floating' | 'viewport'>,
) {
  const within = (value: number, most: number) => Math.max(marginPx, Math.min(value, most - marginPx));
  return {
    leftPx: Math.round(within(at.leftPx, viewport.width - floating.width)),
    topPx: Math.round(within(at.topPx, viewport.height - floating.height)),
  };
}
