import type { Messages } from '../platform/translate.ts';
import { tillEn } from './till.en.ts';
import { tillZhCn } from './till.zh-cn.ts';

export const tillMessages = { en: tillEn, 'zh-CN': tillZhCn } satisfies Messages<typeof tillEn>;
