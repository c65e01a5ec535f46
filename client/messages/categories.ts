import type { Messages } from '../platform/translate.ts';
import { categoriesEn } from './categories.en.ts';
import { categoriesZhCn } from './categories.zh-cn.ts';

export const categoriesMessages = { en: categoriesEn, 'zh-CN': categoriesZhCn } satisfies Messages<typeof categoriesEn>;
