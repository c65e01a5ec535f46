import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { FlashId, ShowId } from '../../shared/ids.ts';
import type { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { faultOf, placeOf, type DrawFault } from '../../shared/show/receipt.ts';

export type CheckedDraw = {
  readonly fault: DrawFault;
  readonly wishes: number;
  readonly granted: number;
  readonly seed: string;
  readonly commitment: string;
  /** Of this page's own wish; null for none in this draw. */
  readonly place: { readonly rank: number; readonly outcome: DrawReceipt['entries'][number]['outcome'] } | null;
};

type CheckState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly code: ErrorCode }
  | { readonly state: 'checked'; readonly draw: CheckedDraw };

export type ReadReceipt = (showId: ShowId, flashId: FlashId, signal: AbortSignal) => Promise<DrawReceipt>;

type CheckedSale = {
  readonly showId: ShowId;
  readonly flashId: FlashId;
  /** The commitment that this page was told before the sale opened. */
  readonly commitment: string;
  /** Of this page's wish; null for none. */
  readonly intent: string | null;
};

type DrawCheckOptions = CheckedSale & {
  readonly read: ReadReceipt;
};

/** Draws a flash sale again, in this page, from its receipt. */
export class DrawCheck {
  readonly #options: DrawCheckOptions;
  #result = $state.raw<CheckState>({ state: 'loading' });

  constructor(options: DrawCheckOptions) {
    this.#options = options;
  }

  get result(): CheckState {
    return this.#result;
  }

  async run(signal: AbortSignal): Promise<void> {
    const { read, showId, flashId } = this.#options;
    this.#result = { state: 'loading' };
    try {
      const receipt = await read(showId, flashId, signal);
      this.#result = { state: 'checked', draw: this.#check(receipt) };
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      this.#result = { state: 'failed', code: error.code };
    }
  }

  #check(receipt: DrawReceipt): CheckedDraw {
    const { commitment, intent } = this.#options;
    const place = intent === null ? null : placeOf(receipt, intent);
    return {
      // A receipt that is right in itself proves nothing when it is of another commitment than was published.
      fault: receipt.commitment === commitment ? faultOf(receipt) : 'seed',
      wishes: receipt.entries.length,
      granted: receipt.entries.filter(({ outcome }) => outcome === 'granted').length,
      seed: receipt.seed,
      commitment: receipt.commitment,
      place: place && { rank: place.index + 1, outcome: place.outcome },
    };
  }
}
