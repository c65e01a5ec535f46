import { CARD_CELLS, CHANGE_LUMA } from '../../probes/card-in-picture.ts';
import type { StampSample } from '../../probes/stamp-probe.ts';

/** So many frames before the press say how the card's place looks without a card: a second, all that a test picture's motion does. */
const BEFORE_FRAMES = 30;
const MIN_BEFORE_FRAMES = 10;
/** A share of the card's cells: a rotating square of the camera's test picture is no card. */
const CARD_SHARE = 0.1;

/** A callout as a viewer saw it. Epoch milliseconds of one machine. */
export type SeenCallout = {
  readonly kind: 'seen';
  /** The first frame that shows the card. */
  readonly presentedAtMs: number;
  /** By that frame's stamp; null where it cannot be read. */
  readonly composedAtMs: number | null;
  /** When the page's own card came, by the frame that it came with. */
  readonly ownCardAtMs: number | null;
};

/** `unknown`: too few frames came before the press to tell a card from the picture. `never`: none of those after it shows one. */
export type Sighting = SeenCallout | { readonly kind: 'never' | 'unknown' };

/** Finds the first frame after the press in which the card's place looks as it never did before it. */
export const findCallout = (samples: readonly StampSample[], pressedAtMs: number): Sighting => {
  const before = samples.filter(({ presentedAtMs }) => presentedAtMs < pressedAtMs).slice(-BEFORE_FRAMES);
  if (before.length < MIN_BEFORE_FRAMES) return { kind: 'unknown' };
  const bounds = CARD_CELLS.map((cell) => boundsOf(before, cell));
  const hasCard = ({ luma }: StampSample): boolean => {
    const changed = bounds.filter(({ cell, low, high }) => {
      const gray = luma[cell] ?? 0;
      return gray <= low - CHANGE_LUMA || gray >= high + CHANGE_LUMA;
    });
    return changed.length >= CARD_CELLS.length * CARD_SHARE;
  };
  const after = samples.filter(({ presentedAtMs }) => presentedAtMs >= pressedAtMs);
  const first = after.find(hasCard);
  if (first === undefined) return { kind: 'never' };
  const { presentedAtMs, ageMs } = first;
  return {
    kind: 'seen',
    presentedAtMs,
    composedAtMs: ageMs === null ? null : presentedAtMs - ageMs,
    ownCardAtMs: after.find(({ card }) => card === 'shown')?.presentedAtMs ?? null,
  };
};

const boundsOf = (samples: readonly StampSample[], cell: number) => {
  const grays = samples.map(({ luma }) => luma[cell] ?? 0);
  return { cell, low: Math.min(...grays), high: Math.max(...grays) };
};
