import type { Messages } from '../platform/translate.ts';
import { flashEn } from './flash.en.ts';
import { flashZhCn } from './flash.zh-cn.ts';

export const flashMessages = {
  en: flashEn,
  'zh-CN': flashZhCn,
} satisfies Messages<typeof flashEn>;
