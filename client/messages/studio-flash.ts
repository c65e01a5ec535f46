import type { Messages } from '../platform/translate.ts';
import { studioFlashEn } from './studio-flash.en.ts';
import { studioFlashZhCn } from './studio-flash.zh-cn.ts';

export const studioFlashMessages = {
  en: studioFlashEn,
  'zh-CN': studioFlashZhCn,
} satisfies Messages<typeof studioFlashEn>;
