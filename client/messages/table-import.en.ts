import type { Dictionary, Format } from '../platform/translate.ts';

/** A shop's table on its way in, wherever its products are to go. */
export const tableImportEn = {
  fileLabel: 'The file of your shop',
  fileText: 'Drop a CSV or TSV file here, or choose one',
  fileHint: 'Exports of Shopify and WooCommerce, and feeds of Google Merchant Center. Up to 10 MB.',
  reading: (p: { name: string }) => `Reading ${p.name}…`,
  writing: (p: { name: string }) => `Importing ${p.name}…`,
  anotherFile: 'Choose another file',
  atLine: (p: { line: number }, f: Format) => `Line ${f.number(p.line)}.`,
  dialectShopify: 'Shopify export',
  dialectWooCommerce: 'WooCommerce export',
  dialectMerchantFeed: 'Google Merchant Center feed',
  currency: 'Currency of the prices',
  currencyHint: 'The file does not say it.',
  problems: (p: { count: number }, f: Format) =>
    f.plural(p.count, {
      one: '1 problem: what it names is left out',
      other: `${f.number(p.count)} problems: what they name is left out`,
    }),
  notes: (p: { count: number }, f: Format) =>
    f.plural(p.count, { one: '1 thing to know', other: `${f.number(p.count)} things to know` }),
  moreProblems: (p: { count: number }, f: Format) => `And ${f.number(p.count)} more.`,
  where: (p: { line: number; column: string | null }, f: Format) =>
    p.column === null ? `Line ${f.number(p.line)}` : `Line ${f.number(p.line)}, ${p.column}`,
} satisfies Dictionary;
