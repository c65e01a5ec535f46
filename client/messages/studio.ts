import type { Messages } from '../platform/translate.ts';
import { studioEn } from './studio.en.ts';
import { studioZhCn } from './studio.zh-cn.ts';

export const studioMessages = { en: studioEn, 'zh-CN': studioZhCn } satisfies Messages<typeof studioEn>;
