import type { Messages } from '../platform/translate.ts';
import { drawEn } from './draw.en.ts';
import { drawZhCn } from './draw.zh-cn.ts';

export const drawMessages = {
  en: drawEn,
  'zh-CN': drawZhCn,
} satisfies Messages<typeof drawEn>;
