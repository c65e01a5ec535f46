import type { Messages } from '../platform/translate.ts';
import { uiEn } from './ui.en.ts';
import { uiZhCn } from './ui.zh-cn.ts';

export const uiMessages = { en: uiEn, 'zh-CN': uiZhCn } satisfies Messages<typeof uiEn>;
