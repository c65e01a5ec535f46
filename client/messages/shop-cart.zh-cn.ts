import type { Translation } from '../platform/translate.ts';
import type { shopCartEn } from './shop-cart.en.ts';

export const shopCartZhCn = {
  add: (p) => `加入购物车 · ${p.price}`,
  inCart: (p, f) => `购物车中：${f.number(p.count)} 件`,
  asking: '正在询问店铺…',
  added: '已加入购物车。',
  more: '加一件',
  fewer: '减一件',
  outOfStock: '店铺已经没有库存了。',
  refused: '店铺没有接受，请再试一次。',
  silent: '店铺没有回应，请再试一次。',
  checkout: '去结算',
  cart: '购物车',
} satisfies Translation<typeof shopCartEn>;
