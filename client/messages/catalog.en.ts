import type { ImportCounts } from '../../shared/protocol/table-import.ts';
import type { Dictionary, Format } from '../platform/translate.ts';

const products = (count: number, f: Format): string =>
  `${f.number(count)} ${f.plural(count, { one: 'product', other: 'products' })}`;

const fetched = ({ kept, failed }: { kept: number; failed: number }, f: Format): string => {
  const came = `${f.number(kept)} ${f.plural(kept, { one: 'picture', other: 'pictures' })} fetched`;
  return failed === 0 ? `${came}.` : `${came}, ${f.number(failed)} could not be.`;
};

export const catalogEn = {
  title: 'Products',
  productTotal: (p: { count: number }, f: Format) => products(p.count, f),
  search: 'Search products',
  searchExample: 'Name, maker or SKU',
  nothingFound: (p: { search: string }) => `Nothing found for “${p.search}”.`,
  foundCount: (p: { count: number }, f: Format) => `${products(p.count, f)} shown`,
  showMore: 'Show more',
  empty: 'No products yet. Add them here, or drop the file that your shop exports, and pick from them in every show.',
  importFile: 'Import a file',
  exportFile: 'Export as CSV',
  variantCount: (p: { count: number }, f: Format) =>
    `${f.number(p.count)} ${f.plural(p.count, { one: 'variant', other: 'variants' })}`,
  priceRange: (p: { from: string; to: string }) => `${p.from} – ${p.to}`,
  stockUncounted: 'Not counted',
  stockUnits: (p: { count: number }, f: Format) => `${f.number(p.count)} in stock`,
  stockSomeUnits: (p: { count: number }, f: Format) => `${f.number(p.count)} in stock, some not counted`,
  stockSoldOn: (p: { count: number }, f: Format) => `${f.number(p.count)} in stock, sold on when out`,
  soldOut: 'Sold out',
  variantsOf: (p: { name: string }) => `Variants of ${p.name}`,
  addOne: 'Add a product',
  editOne: (p: { name: string }) => `Edit ${p.name}`,
  newTitle: 'New product',
  editTitle: 'Edit product',
  added: (p: { name: string }) => `“${p.name}” is in the catalog.`,
  vendor: 'Maker',
  vendorHint: 'Optional.',
  skuHint: 'Optional: your shop’s own number. An import finds the product by it.',
  skuDoubled: 'Another variant has this SKU. Give each its own.',
  skuTaken: 'Another product has this SKU. Give each its own.',
  skuTakenBy: (p: { sku: string }) => `Nothing is saved yet: another product has the SKU “${p.sku}”.`,
  linkHint: 'Optional: its page in your shop.',
  description: 'Description',
  descriptionHint: 'Optional.',
  descriptionLong: 'This is more than a file can carry. Shorten it.',
  variants: 'Variants',
  variantsHint: 'Stock: empty is not counted, 0 is sold out. An import adds variants and takes them away.',
  soldOnHint: 'Sold on when out, as your shop does.',
  changedMeanwhile: 'Not saved: this product was changed elsewhere meanwhile.',
  showCurrent: 'Show it as it is',
  removeOne: (p: { name: string }) => `Remove ${p.name}`,
  removeTitle: (p: { name: string }) => `Remove “${p.name}”?`,
  removeText: 'It is no longer offered to your shows. Shows that have it on their shelf keep it.',
  dropHere: 'Drop the file to see what it would import',

  importTitle: 'Import products',
  importLead: 'Nothing is changed before you have seen what the file would do.',
  counts: 'What the file would do',
  create: 'new',
  update: 'changed',
  unchanged: 'unchanged',
  whatChanges: 'Products that would change',
  stepCreate: 'New',
  stepUpdate: (p: { fields: readonly string[] }) => `Changed: ${p.fields.join(', ')}`,
  moreSteps: (p: { count: number }, f: Format) => `And ${products(p.count, f)} more.`,
  pictures: (p: { count: number }, f: Format) =>
    f.plural(p.count, {
      one: '1 picture is on another site. It is never shown from there; after the import you can have it fetched.',
      other: `${f.number(p.count)} pictures are on other sites. They are never shown from there; after the import you can have them fetched.`,
    }),
  importCount: (p: { count: number }, f: Format) => `Import ${products(p.count, f)}`,
  nothingToImport: 'Nothing to import',
  lookAgain: 'The products have changed since. This is what the file would do now.',
  doneTitle: 'The products are imported',
  done: (p: ImportCounts, f: Format) =>
    `${f.number(p.create)} new, ${f.number(p.update)} changed, ${f.number(p.unchanged)} unchanged.`,

  picturesOfOthers: 'Pictures on other sites',
  picturesElsewhere: (p: { count: number }, f: Format) =>
    f.plural(p.count, {
      one: '1 picture is on another site. It is shown once it is fetched from there and kept here.',
      other: `${f.number(p.count)} pictures are on other sites. They are shown once they are fetched from there and kept here.`,
    }),
  picturesOff: (p: { count: number }, f: Format) =>
    f.plural(p.count, {
      one: '1 picture is on another site. This server fetches none; add it to the product on a show’s shelf.',
      other: `${f.number(p.count)} pictures are on other sites. This server fetches none; add them to the products on a show’s shelf.`,
    }),
  fetchPictures: (p: { count: number }, f: Format) =>
    `Fetch ${f.number(p.count)} ${f.plural(p.count, { one: 'picture', other: 'pictures' })}`,
  fetchAgain: (p: { count: number }, f: Format) =>
    `Try ${f.number(p.count)} ${f.plural(p.count, { one: 'picture', other: 'pictures' })} again`,
  fetchingPictures: (p: { done: number; total: number }, f: Format) =>
    `Fetching pictures: ${f.number(p.done)} of ${f.number(p.total)}`,
  stopFetching: 'Stop',
  picturesFetched: fetched,
  fetchingStopped: (p: { kept: number; failed: number }, f: Format) => `Stopped. ${fetched(p, f)}`,
  pictureProblems: (p: { count: number }, f: Format) =>
    f.plural(p.count, {
      one: '1 picture could not be fetched',
      other: `${f.number(p.count)} pictures could not be fetched`,
    }),

  fieldHandle: 'handle',
  fieldTitle: 'name',
  fieldDescription: 'description',
  fieldVendor: 'maker',
  fieldOptionNames: 'options',
  fieldLink: 'link',
  fieldPictures: 'pictures',
  fieldVariants: 'variants',
  fieldSku: 'SKU',
  fieldPrice: 'price',
  fieldFormerPrice: 'former price',
  fieldCurrency: 'currency',
  fieldStock: 'stock',
  fieldBarcode: 'barcode',
} satisfies Dictionary;
