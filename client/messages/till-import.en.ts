import type { Dictionary, Format } from '../platform/translate.ts';

const products = (count: number, f: Format): string =>
  `${f.number(count)} ${f.plural(count, { one: 'product', other: 'products' })}`;

/** A shop's table on its way to a seller's part of the shelf. */
export const tillImportEn = {
  title: 'Bring products from a file',
  lead: 'Nothing comes to the shelf before you have seen what is in the file and chosen from it.',
  inFile: (p: { count: number }, f: Format) => `${products(p.count, f)} in the file`,
  places: (p: { chosen: number; places: number }, f: Format) =>
    `${f.number(p.chosen)} chosen. Your part of the shelf has room for ${f.number(p.places)}.`,
  chooseNone: 'Choose none',
  chooseUsual: 'Choose all that fit',
  atLine: (p: { line: number }, f: Format) => `Line ${f.number(p.line)}`,
  uncounted: 'stock not counted',
  units: (p: { count: number }, f: Format) => `${f.number(p.count)} in stock`,
  known: 'already on your shelf',
  noPlace: 'no place left',
  more: (p: { count: number; shown: number }, f: Format) =>
    `The file has ${products(p.count, f)} more. Only the first ${f.number(p.shown)} can be chosen here; a shorter file shows the others.`,
  nothing: 'The file has no product that can be sold.',
  pictures: (p: { count: number }, f: Format) =>
    f.plural(p.count, {
      one: '1 picture is on another site and does not come along: nothing is ever shown from there. Add your own with “Edit”.',
      other: `${f.number(p.count)} pictures are on other sites and do not come along: nothing is ever shown from there. Add your own with “Edit”.`,
    }),
  links: 'Links to another shop are left out: viewers buy here, in the show.',
  tooMany: (p: { count: number }, f: Format) => `${f.number(p.count)} too many`,
  add: (p: { count: number }, f: Format) => `Put ${products(p.count, f)} on the shelf`,
  addNone: 'Choose a product',
  noRoom: 'The shelf has less room than before. This is what still fits.',
  doneTitle: 'Your products are on the shelf',
  done: (p: { count: number }, f: Format) => `${products(p.count, f)} came to the shelf, with your name.`,
  dropHere: 'Drop the file to see what is in it',
} satisfies Dictionary;
