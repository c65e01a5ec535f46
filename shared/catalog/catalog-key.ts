import { shortLine } from './short-line.ts';

/** By which one finds a product and a variant again: a difference in case makes no other one. */
export const handleKey = (handle: string): string => handle.toLowerCase();
export const skuKey = (sku: string): string => sku.toLowerCase();
export const optionsKey = (optionValues: readonly string[]): string =>
  JSON.stringify(optionValues.map((value) => value.toLowerCase()));

/** The SKU of a variant for which the shop has none; like every cell it ends with no blank. */
export const madeSku = (handle: string, optionValues: readonly string[]): string =>
  shortLine([handle, ...optionValues].join(' / ').trimEnd());

/** The shop's own SKU of a variant; null where it has none. */
export const ownSku = (
  handle: string,
  { sku, optionValues }: { sku: string; optionValues: readonly string[] },
): string | null => (sku === '' || sku === madeSku(handle, optionValues) ? null : sku);
