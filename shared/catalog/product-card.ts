import * as v from 'valibot';
import { PictureId, ProductId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import type { Product, Variant } from './product.ts';

const Units = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What a list says of a product. */
export const ProductCard = v.object({
  id: ProductId,
  title: v.string(),
  vendor: v.nullable(v.string()),
  pictureId: v.nullable(PictureId),
  variants: Units,
  /** From the least to the most, for each currency that its variants are sold in. */
  prices: v.array(v.object({ currency: Currency, minMinor: PriceMinor, maxMinor: PriceMinor })),
  /** `some`: units of those variants that are counted. */
  stock: v.variant('kind', [
    v.object({ kind: v.literal('uncounted') }),
    v.object({ kind: v.literal('counted'), units: Units, variants: v.picklist(['all', 'some']) }),
    v.object({ kind: v.literal('sold-out') }),
  ]),
});
export type ProductCard = v.InferOutput<typeof ProductCard>;

export const productCard = (product: Product): ProductCard => ({
  id: product.id,
  title: product.title,
  vendor: product.vendor,
  pictureId: product.ownPictureId ?? shopPicture(product),
  variants: product.variants.length,
  prices: pricesOf(product.variants),
  stock: stockOf(product.variants),
});

/** The first that was fetched. */
export const shopPicture = ({ pictures }: Product): PictureId | null =>
  pictures.find(({ pictureId }) => pictureId !== null)?.pictureId ?? null;

const pricesOf = (variants: readonly Variant[]): ProductCard['prices'] => {
  const prices = new Map<Currency, ProductCard['prices'][number]>();
  for (const { currency, priceMinor } of variants) {
    const { minMinor, maxMinor } = prices.get(currency) ?? { minMinor: priceMinor, maxMinor: priceMinor };
    prices.set(currency, {
      currency,
      minMinor: Math.min(minMinor, priceMinor),
      maxMinor: Math.max(maxMinor, priceMinor),
    });
  }
  return [...prices.values()];
};

const stockOf = (variants: readonly Variant[]): ProductCard['stock'] => {
  const counted = variants.flatMap(({ stock }) => (stock.kind === 'tracked' ? [stock] : []));
  if (counted.length === 0) return { kind: 'uncounted' };
  const isAll = counted.length === variants.length;
  if (isAll && counted.every(({ quantity, whenOut }) => quantity === 0 && whenOut === 'stop'))
    return { kind: 'sold-out' };
  const units = counted.reduce((sum, { quantity }) => sum + quantity, 0);
  return { kind: 'counted', units, variants: isAll ? 'all' : 'some' };
};
