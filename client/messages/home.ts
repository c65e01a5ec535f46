import type { Messages } from '../platform/translate.ts';
import { homeEn } from './home.en.ts';
import { homeZhCn } from './home.zh-cn.ts';

export const homeMessages = { en: homeEn, 'zh-CN': homeZhCn } satisfies Messages<typeof homeEn>;
