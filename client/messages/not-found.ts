import type { Messages } from '../platform/translate.ts';
import { notFoundEn } from './not-found.en.ts';
import { notFoundZhCn } from './not-found.zh-cn.ts';

export const notFoundMessages = { en: notFoundEn, 'zh-CN': notFoundZhCn } satisfies Messages<typeof notFoundEn>;
