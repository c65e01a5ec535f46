import { assertNever } from '../invariant.ts';
import { formatPrice } from '../money.ts';
import { stockView, type ShelfItem, type StockView } from '../show/item.ts';
import type { CalloutCard } from './program.ts';

export type CardWords = {
  /** BCP 47 tag that prices are formatted for. */
  readonly locale: string;
  readonly texts: {
    readonly soldOut: string;
    readonly heldOut: string;
    readonly left: (count: number) => string;
    readonly soldBy: (name: string) => string;
  };
};

/**
 * What the callout's card says about `item`. A counted stock is always told; a former price that is not above the price is
 * no bargain and is left out. `pictureKey` is the item's picture id.
 */
export const cardOf = (item: ShelfItem, { locale, texts }: CardWords): CalloutCard => {
  const { name, priceMinor, formerPriceMinor, currency, pictureId, seller } = item;
  const stock = stockView(item);
  const isBargain = formerPriceMinor !== null && formerPriceMinor > priceMinor;
  return {
    name,
    price: formatPrice(priceMinor, currency, locale),
    formerPrice: isBargain ? formatPrice(formerPriceMinor, currency, locale) : null,
    stockLine: stockLine(stock, texts),
    sellerLine: seller && texts.soldBy(seller.name),
    availability: stock.kind === 'sold-out' ? 'sold-out' : 'available',
    pictureKey: pictureId,
  };
};

const stockLine = (stock: StockView, texts: CardWords['texts']): string | null => {
  switch (stock.kind) {
    case 'uncounted':
      return null;
    case 'left':
      return texts.left(stock.count);
    case 'held-out':
      return texts.heldOut;
    case 'sold-out':
      return texts.soldOut;
    default:
      return assertNever(stock);
  }
};

/** Whether two cards say the same. */
export const isSameCard = (left: CalloutCard, right: CalloutCard): boolean =>
  left.name === right.name &&
  left.price === right.price &&
  left.formerPrice === right.formerPrice &&
  left.stockLine === right.stockLine &&
  left.sellerLine === right.sellerLine &&
  left.availability === right.availability &&
  left.pictureKey === right.pictureKey;
