import type { Dialect } from './dialect.ts';
import type { ProductDraft, VariantDraft } from './draft.ts';
import { columnsOf } from './sheet-row.ts';

/** What a table may be silent about: a list of new prices has neither descriptions nor pictures, and takes none away. */
export type OptionalField =
  | Extract<keyof ProductDraft, 'description' | 'vendor' | 'link' | 'pictureUrls' | 'optionNames'>
  | Extract<keyof VariantDraft, 'formerPriceMinor' | 'stock' | 'barcode' | 'pictureUrl'>;

/** The columns of which one is enough to tell of the field. */
const COLUMNS: Readonly<Record<Dialect, Readonly<Record<OptionalField, readonly string[]>>>> = {
  'shopify-classic': {
    description: ['Body (HTML)'],
    vendor: ['Vendor'],
    link: ['Link'],
    pictureUrls: ['Image Src'],
    optionNames: ['Option1 Value'],
    formerPriceMinor: ['Variant Compare At Price'],
    stock: ['Variant Inventory Tracker'],
    barcode: ['Variant Barcode'],
    pictureUrl: ['Variant Image'],
  },
  'shopify-current': {
    description: ['Description'],
    vendor: ['Vendor'],
    link: ['Link'],
    pictureUrls: ['Product image URL'],
    optionNames: ['Option1 value'],
    formerPriceMinor: ['Compare-at price'],
    stock: ['Inventory tracker'],
    barcode: ['Barcode'],
    pictureUrl: ['Variant image URL'],
  },
  woocommerce: {
    description: ['Description', 'Short description'],
    vendor: [],
    link: ['External URL'],
    pictureUrls: ['Images'],
    optionNames: ['Attribute 1 value(s)'],
    formerPriceMinor: ['Sale price'],
    stock: ['Stock', 'In stock?'],
    barcode: [],
    pictureUrl: ['Images'],
  },
  'merchant-feed': {
    description: ['description'],
    vendor: ['brand'],
    link: ['link'],
    pictureUrls: ['image_link', 'additional_image_link'],
    optionNames: ['color', 'size', 'material', 'pattern'],
    formerPriceMinor: ['sale_price'],
    stock: ['availability'],
    barcode: ['gtin'],
    pictureUrl: ['image_link'],
  },
};

export const toldFields = (dialect: Dialect, header: readonly string[]): ReadonlySet<OptionalField> => {
  const columns = columnsOf(header);
  const fields = Object.keys(COLUMNS[dialect]) as readonly OptionalField[];
  return new Set(fields.filter((field) => COLUMNS[dialect][field].some((name) => columns.has(name))));
};
