import * as v from 'valibot';
import { PictureId, VariantId } from '../ids.ts';
import { Currency, PriceMinor } from '../money.ts';
import { ItemFacts } from '../show/item.ts';
import { visibleText } from '../visible-text.ts';
import { MAX_CELL_CHARS, MAX_LINE_CHARS } from './lengths.ts';
import { markupOf } from './plain-text.ts';
import { stockRule } from './product.ts';

/** A link and a number of units are what they are on a shelf. */
const { link, stock } = ItemFacts.entries;
const line = visibleText(MAX_LINE_CHARS);

/** What an owner says of a product by hand, within the bounds of a table's cells, so that the export can say it again. */
const TypedFacts = v.strictObject({
  title: line,
  vendor: v.nullable(line),
  description: v.pipe(
    v.string(),
    v.check((words) => markupOf(words).length <= MAX_CELL_CHARS),
  ),
  link,
  ownPictureId: v.nullable(PictureId),
});

const TypedVariant = v.pipe(
  v.strictObject({
    id: VariantId,
    /** Null where the shop has none. */
    sku: v.nullable(line),
    priceMinor: PriceMinor,
    formerPriceMinor: v.nullable(PriceMinor),
    currency: Currency,
    stock: stockRule(stock.wrapped),
  }),
  v.check(({ priceMinor, formerPriceMinor }) => formerPriceMinor === null || formerPriceMinor > priceMinor),
);

/** Everything that can be said of a product by hand. Its variants come and go by imports alone; a new one has one. */
export const TypedProduct = v.strictObject({
  facts: TypedFacts,
  variants: v.pipe(v.array(TypedVariant), v.minLength(1)),
});
export type TypedProduct = v.InferOutput<typeof TypedProduct>;
