import type { Plane } from './surface.ts';

const ALL_SHOWN = -1;

/**
 * Lays `over` onto `target` as far as `mask` says: 0 leaves the target, 255 takes what is over it. The three have one size and
 * one stride. Four pixels a step where they agree, which is nearly everywhere.
 */
export const layByMask = (over: Plane, target: Plane, mask: Plane): void => {
  const count = (target.stride * target.heightPx) >> 2;
  for (let word = 0; word < count; word += 1) {
    const shown = mask.words[word] as number;
    if (shown === 0) continue;
    if (shown === ALL_SHOWN) target.words[word] = over.words[word] as number;
    else mixFour(over.bytes, target.bytes, mask.bytes, 4 * word);
  }
};

/** Division by 255 as ÷ 256 with the weight stretched to 0…256, so that 255 is opaque. */
const mixFour = (over: Uint8Array, target: Uint8Array, mask: Uint8Array, first: number): void => {
  for (let at = first; at < first + 4; at += 1) {
    const weight = mask[at] as number;
    const alpha = weight + (weight >> 7);
    const below = target[at] as number;
    target[at] = below + ((((over[at] as number) - below) * alpha + 128) >> 8);
  }
};
