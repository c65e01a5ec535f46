import type { Dictionary, Format } from '../platform/translate.ts';

const products = (count: number, f: Format): string =>
  `${f.number(count)} ${f.plural(count, { one: 'product', other: 'products' })}`;

/** Products that are put on shelves together. */
export const shelfSetsEn = {
  open: 'Sets of products',
  title: 'Sets of products',
  lead: 'Save a shelf once, and put it on the shelf of any show of this channel.',
  name: 'Save this shelf as a set',
  nameExample: 'Spring teas',
  saves: (p: { count: number }, f: Format) => `${products(p.count, f)}, with prices, units and what is hidden.`,
  replaces: (p: { name: string }) => `There is a set “${p.name}” already. Saving replaces it.`,
  save: 'Save the set',
  saved: (p: { name: string }) => `Saved as “${p.name}”.`,
  products: (p: { count: number }, f: Format) => products(p.count, f),
  none: 'No sets yet.',
  noneYet: 'No sets yet. Put products on the shelf first, then save them here.',
  putOn: 'Put on the shelf',
  putLabel: (p: { name: string }) => `Put “${p.name}” on the shelf`,
  put: (p: { count: number }, f: Format) => `${products(p.count, f)} put on the shelf.`,
  deleteLabel: (p: { name: string }) => `Delete the set “${p.name}”`,
  deleteTitle: (p: { name: string }) => `Delete the set “${p.name}”?`,
  deleteText: 'Shelves that it was put on stay as they are.',
  delete: 'Delete',
} satisfies Dictionary;
