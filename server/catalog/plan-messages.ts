import * as v from 'valibot';
import type { ImportStep } from '../../shared/catalog/import-plan.ts';
import type { Product } from '../../shared/catalog/product.ts';
import { Currency } from '../../shared/money.ts';
import type { ShelfPreview } from '../../shared/protocol/shelf-table.ts';
import type { Refusal } from '../../shared/result.ts';
import type { PlanSummary } from './planned.ts';

/** What is asked of the planning process: an import whose steps are to be done, or told of only; or what a shelf would have. */
export const PlanOrder = v.object({ currency: Currency, wants: v.picklist(['summary', 'steps', 'shelf']) });
export type PlanOrder = v.InferOutput<typeof PlanOrder>;

/** The order and the file's bytes, then for an import the catalog's products page by page, each part followed by `end`. */
export type ToPlanner =
  | { readonly kind: 'order'; readonly order: PlanOrder }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'products'; readonly products: readonly Product[] }
  | { readonly kind: 'end' };

export type FromPlanner =
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'asks-products' }
  | { readonly kind: 'steps'; readonly steps: readonly ImportStep[] }
  | { readonly kind: 'planned'; readonly summary: PlanSummary }
  | { readonly kind: 'shelf'; readonly preview: ShelfPreview };

/** So few that neither process is long at one message. */
export const STEPS_PER_MESSAGE = 200;
