import type { HoldRejection } from './hold.ts';

/** What a product's counts come to for who asks for units of it. */
export type Availability = {
  /** Units that can be promised now; Infinity when the host does not count. */
  readonly left: number;
  /** Units that are there or may come back: all that are not sold. */
  readonly canComeBack: number;
  /** Whether somebody waits who could have what they want. */
  readonly isAwaited: boolean;
};

export type Allotted =
  | { readonly kind: 'granted' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'rejected'; readonly reason: HoldRejection };

/** Nobody overtakes who waits, even where the first in line wants more than there is. */
export const allot = ({ left, canComeBack, isAwaited }: Availability, quantity: number): Allotted => {
  if (!isAwaited && quantity <= left) return { kind: 'granted' };
  // Whoever wants more than there is can have the fewer at once; and who wants more than can come back waits for nothing.
  if (canComeBack === 0) return { kind: 'rejected', reason: 'sold-out' };
  if (quantity > canComeBack || (!isAwaited && left > 0)) return { kind: 'rejected', reason: 'not-enough' };
  return { kind: 'waiting' };
};

/** What is available to the next one. */
export const afterAllotting = (available: Availability, quantity: number, { kind }: Allotted): Availability => {
  switch (kind) {
    case 'granted':
      return { ...available, left: available.left - quantity };
    case 'waiting':
      return { ...available, isAwaited: true };
    case 'rejected':
      return available;
  }
};
