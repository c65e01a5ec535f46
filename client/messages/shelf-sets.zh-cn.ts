import type { Translation } from '../platform/translate.ts';
import type { shelfSetsEn } from './shelf-sets.en.ts';

export const shelfSetsZhCn = {
  open: '商品组合',
  title: '商品组合',
  lead: '把货架保存一次，就可以放到这个频道任何一场直播的货架上。',
  name: '把当前货架存为组合',
  nameExample: '春茶',
  saves: (p, f) => `${f.number(p.count)} 件商品，连同价格、件数和隐藏状态。`,
  replaces: (p) => `已有名为“${p.name}”的组合，保存会替换它。`,
  save: '保存组合',
  saved: (p) => `已存为“${p.name}”。`,
  products: (p, f) => `${f.number(p.count)} 件商品`,
  none: '还没有组合。',
  noneYet: '还没有组合。先把商品放上货架，再到这里保存。',
  putOn: '放上货架',
  putLabel: (p) => `把“${p.name}”放上货架`,
  put: (p, f) => `已放上 ${f.number(p.count)} 件商品。`,
  deleteLabel: (p) => `删除组合“${p.name}”`,
  deleteTitle: (p) => `删除组合“${p.name}”？`,
  deleteText: '已经用过它的货架不会变化。',
  delete: '删除',
} satisfies Translation<typeof shelfSetsEn>;
