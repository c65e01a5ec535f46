import type { HoldId, ShowId } from '../../shared/ids.ts';

/** Where buyers pay. What comes of it is told by the provider's webhook, however late. */
export type Checkout = {
  /** The address of the page where this hold is paid, for its buyer alone. */
  open(hold: { readonly showId: ShowId; readonly holdId: HoldId }): string;
};
