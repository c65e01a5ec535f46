import type { Messages } from '../platform/translate.ts';
import { shelfSetsEn } from './shelf-sets.en.ts';
import { shelfSetsZhCn } from './shelf-sets.zh-cn.ts';

export const shelfSetsMessages = {
  en: shelfSetsEn,
  'zh-CN': shelfSetsZhCn,
} satisfies Messages<typeof shelfSetsEn>;
