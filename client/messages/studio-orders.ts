import type { Messages } from '../platform/translate.ts';
import { studioOrdersEn } from './studio-orders.en.ts';
import { studioOrdersZhCn } from './studio-orders.zh-cn.ts';

export const studioOrdersMessages = {
  en: studioOrdersEn,
  'zh-CN': studioOrdersZhCn,
} satisfies Messages<typeof studioOrdersEn>;
