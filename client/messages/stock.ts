import type { Messages } from '../platform/translate.ts';
import { stockEn } from './stock.en.ts';
import { stockZhCn } from './stock.zh-cn.ts';

/** Corrections of what there is to sell. */
export const stockMessages = { en: stockEn, 'zh-CN': stockZhCn } satisfies Messages<typeof stockEn>;
