import type { Messages } from '../platform/translate.ts';
import { itemFormEn } from './item-form.en.ts';
import { itemFormZhCn } from './item-form.zh-cn.ts';

export const itemFormMessages = { en: itemFormEn, 'zh-CN': itemFormZhCn } satisfies Messages<typeof itemFormEn>;
