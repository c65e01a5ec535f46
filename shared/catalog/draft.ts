import type { Currency } from '../money.ts';

/** What limits the sale of a variant. A shop that does not count a variant's stock sells any number of it. */
export type StockRule =
  | { readonly kind: 'untracked' }
  | { readonly kind: 'tracked'; readonly quantity: number; readonly whenOut: 'stop' | 'sell-on' };

/** What is sold: one choice of a product's options. */
export type VariantDraft = {
  /** Line of the file, from 1. */
  readonly line: number;
  /** The shop's own, or made of handle and options where the file has none: a later import finds the variant by it. */
  readonly sku: string;
  /** One for each of the product's option names. */
  readonly optionValues: readonly string[];
  /** Minor units of `currency`. */
  readonly priceMinor: number;
  /** The former price, struck through; null for none, and always above the price. */
  readonly formerPriceMinor: number | null;
  readonly currency: Currency;
  readonly stock: StockRule;
  readonly barcode: string | null;
  readonly pictureUrl: string | null;
};

/** A product as a file describes it, before anything is written. */
export type ProductDraft = {
  /** Line of the file in which the product begins, from 1. */
  readonly line: number;
  /** Unique in the file; a later import finds the product by it. */
  readonly handle: string;
  readonly title: string;
  /** Plain text, however the shop wrote it. */
  readonly description: string;
  readonly vendor: string | null;
  /** Empty for a product without options, which has one variant. */
  readonly optionNames: readonly string[];
  readonly variants: readonly VariantDraft[];
  /** Addresses of another server's pictures, in the shop's order: offered for import, never shown from there. */
  readonly pictureUrls: readonly string[];
  /** The product's page in the shop. */
  readonly link: string | null;
};

export const ROW_PROBLEM_CODES = [
  'extra-cells',
  'cell-too-long',
  'no-handle',
  'no-title',
  'text-cut',
  'no-price',
  'bad-price',
  'no-currency',
  'bad-stock',
  'bad-link',
  'bad-picture',
  'bad-availability',
  'former-price-not-higher',
  'sale-dates-ignored',
  'duplicate-product',
  'duplicate-variant',
  'sku-taken',
  'no-options',
  'no-variant',
  'unknown-parent',
  'unsupported-type',
] as const;
export type RowProblemCode = (typeof ROW_PROBLEM_CODES)[number];

/** An `error` leaves the variant (or the product) out; a `warning` says what was made of it. */
export type RowProblem = {
  /** Line of the file in which the row begins, from 1. */
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly code: RowProblemCode;
  /** The column as the file names it, where the problem is one cell's. */
  readonly column: string | null;
  /** What the cell says. */
  readonly value: string;
};

/** What a variant says, before it is known to which product's options its values belong. */
export type VariantFacts = Omit<VariantDraft, 'line' | 'sku'> & { readonly sku: string | null };

/** Its option names stand where a variant's values stand: '' where the table has none. */
export type ProductFacts = Pick<ProductDraft, 'title' | 'description' | 'vendor' | 'optionNames' | 'link'>;

/** One row in the words of every format. A row may tell of its product, of a variant, of pictures, or of several of them. */
export type RowFacts = {
  readonly line: number;
  /** Rows with the same key are one product. */
  readonly productKey: string;
  /** Another key by which rows may name the product; null for none. */
  readonly otherKey: string | null;
  /** The product's handle, where the row is the one that names it. */
  readonly handle: string | null;
  readonly product: ProductFacts | null;
  readonly variant: VariantFacts | null;
  readonly pictureUrls: readonly string[];
};

export type ReadRow = { readonly facts: RowFacts | null; readonly problems: readonly RowProblem[] };
