import type { Messages } from '../platform/translate.ts';
import { studioNumbersEn } from './studio-numbers.en.ts';
import { studioNumbersZhCn } from './studio-numbers.zh-cn.ts';

export const studioNumbersMessages = {
  en: studioNumbersEn,
  'zh-CN': studioNumbersZhCn,
} satisfies Messages<typeof studioNumbersEn>;
