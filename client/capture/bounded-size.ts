import type { SizePx } from '../../shared/geometry.ts';

/** `size` made smaller, with its shape kept, until its longer side is at most `maxSidePx`. Never larger, never below 1 px. */
export const boundedSize = ({ widthPx, heightPx }: SizePx, maxSidePx: number): SizePx => {
  const scale = Math.min(1, maxSidePx / Math.max(widthPx, heightPx));
  return { widthPx: Math.max(1, Math.round(widthPx * scale)), heightPx: Math.max(1, Math.round(heightPx * scale)) };
};
