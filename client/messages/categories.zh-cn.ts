import type { Translation } from '../platform/translate.ts';
import type { categoriesEn } from './categories.en.ts';

export const categoriesZhCn = {
  beauty: '美妆',
  fashion: '服饰',
  jewelry: '珠宝',
  home: '家居厨房',
  food: '食品饮料',
  electronics: '数码电器',
  toys: '玩具游戏',
  collectibles: '收藏',
  sports: '运动户外',
  crafts: '手工艺术',
  other: '其他',
} satisfies Translation<typeof categoriesEn>;
