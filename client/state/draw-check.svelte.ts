import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { HashHex } from '../../shared/hash-hex.ts';
import type { DrawId, ShowId } from '../../shared/ids.ts';
import type { DrawReceipt } from '../../shared/show/draw-receipt.ts';
import { faultOf, placeOf, type DrawFault } from '../../shared/show/receipt.ts';

/** `winners`: others than everybody was told. `missing`: this page's own entry is not in it. */
export type CheckFault = DrawFault | 'winners' | 'missing';

export type CheckedDraw = {
  readonly kind: DrawReceipt['kind'];
  readonly fault: CheckFault;
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

export type ReadReceipt = (showId: ShowId, drawId: DrawId, signal: AbortSignal) => Promise<DrawReceipt>;

type DrawCheckOptions = {
  readonly showId: ShowId;
  readonly drawId: DrawId;
  /** The commitment that this page was told before anybody could enter. */
  readonly commitment: string;
  /** Of this page's wish; null for none. */
  readonly intent: string | null;
  /** The tickets of the winners that everybody was told; null where none are. Then every entry is in the draw, this page's too. */
  readonly told: readonly HashHex[] | null;
  readonly read: ReadReceipt;
};

/** Draws again, in this page, from its receipt. */
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
    const { read, showId, drawId } = this.#options;
    this.#result = { state: 'loading' };
    try {
      const receipt = await read(showId, drawId, signal);
      this.#result = { state: 'checked', draw: this.#check(receipt) };
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof AppError)) throw error;
      this.#result = { state: 'failed', code: error.code };
    }
  }

  #faultOf(receipt: DrawReceipt): CheckFault {
    const { intent, told } = this.#options;
    const fault = faultOf(receipt);
    if (fault !== 'nothing' || told === null) return fault;
    const granted = receipt.entries.filter(({ outcome }) => outcome === 'granted').map(({ ticket }) => ticket);
    if (granted.toSorted().join() !== told.toSorted().join()) return 'winners';
    return intent !== null && placeOf(receipt, intent) === null ? 'missing' : 'nothing';
  }

  #check(receipt: DrawReceipt): CheckedDraw {
    const { commitment, intent } = this.#options;
    const place = intent === null ? null : placeOf(receipt, intent);
    return {
      kind: receipt.kind,
      // A receipt that is right in itself proves nothing when it is of another commitment than was published.
      fault: receipt.commitment === commitment ? this.#faultOf(receipt) : 'seed',
      wishes: receipt.entries.length,
      granted: receipt.entries.filter(({ outcome }) => outcome === 'granted').length,
      seed: receipt.seed,
      commitment: receipt.commitment,
      place: place && { rank: place.index + 1, outcome: place.outcome },
    };
  }
}
