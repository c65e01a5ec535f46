import type { ProductCard } from '../../shared/catalog/product-card.ts';
import type { Variant } from '../../shared/catalog/product.ts';
import type { catalogMessages } from '../messages/catalog.ts';
import type { Format, Translator } from '../platform/translate.ts';

type CatalogTexts = Translator<(typeof catalogMessages)['en']>;

/** "€9.00 – €16.00", for each currency that the product is sold in. */
export const priceWords = ({ prices }: ProductCard, t: CatalogTexts, format: Format): string =>
  prices
    .map(({ currency, minMinor, maxMinor }) => {
      const [from, to] = [format.money(minMinor, currency), format.money(maxMinor, currency)];
      return minMinor === maxMinor ? from : t('priceRange', { from, to });
    })
    .join(', ');

export const stockWords = ({ stock }: ProductCard, t: CatalogTexts): string => {
  switch (stock.kind) {
    case 'uncounted':
      return t('stockUncounted');
    case 'sold-out':
      return t('soldOut');
    case 'counted':
      return t(stock.variants === 'all' ? 'stockUnits' : 'stockSomeUnits', { count: stock.units });
  }
};

export const variantStockWords = ({ stock }: Variant, t: CatalogTexts): string => {
  if (stock.kind === 'untracked') return t('stockUncounted');
  if (stock.quantity === 0 && stock.whenOut === 'stop') return t('soldOut');
  return t(stock.whenOut === 'stop' ? 'stockUnits' : 'stockSoldOn', { count: stock.quantity });
};
