import type { Messages } from '../platform/translate.ts';
import { shopCartEn } from './shop-cart.en.ts';
import { shopCartZhCn } from './shop-cart.zh-cn.ts';

export const shopCartMessages = { en: shopCartEn, 'zh-CN': shopCartZhCn } satisfies Messages<typeof shopCartEn>;
