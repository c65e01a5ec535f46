import type { Translation } from '../platform/translate.ts';
import type { tableImportEn } from './table-import.en.ts';

export const tableImportZhCn = {
  fileLabel: '店铺的文件',
  fileText: '把 CSV 或 TSV 文件拖到这里，或选择一个',
  fileHint: '支持 Shopify、WooCommerce 的导出文件和 Google Merchant Center 的商品清单，最大 10 MB。',
  reading: (p) => `正在读取 ${p.name}…`,
  writing: (p) => `正在导入 ${p.name}…`,
  anotherFile: '换一个文件',
  atLine: (p, f) => `在第 ${f.number(p.line)} 行。`,
  dialectShopify: 'Shopify 导出文件',
  dialectWooCommerce: 'WooCommerce 导出文件',
  dialectMerchantFeed: 'Google Merchant Center 商品清单',
  currency: '价格的货币',
  currencyHint: '文件里没有写明。',
  problems: (p, f) => `${f.number(p.count)} 个问题，所涉及的内容不会导入`,
  notes: (p, f) => `${f.number(p.count)} 处需要留意`,
  moreProblems: (p, f) => `还有 ${f.number(p.count)} 处。`,
  where: (p, f) => (p.column === null ? `第 ${f.number(p.line)} 行` : `第 ${f.number(p.line)} 行，${p.column}`),
} satisfies Translation<typeof tableImportEn>;
