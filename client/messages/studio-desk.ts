import type { Messages } from '../platform/translate.ts';
import { studioDeskEn } from './studio-desk.en.ts';
import { studioDeskZhCn } from './studio-desk.zh-cn.ts';

export const studioDeskMessages = { en: studioDeskEn, 'zh-CN': studioDeskZhCn } satisfies Messages<typeof studioDeskEn>;
