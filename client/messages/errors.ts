import type { Messages } from '../platform/translate.ts';
import { errorsEn } from './errors.en.ts';
import { errorsZhCn } from './errors.zh-cn.ts';

export const errorsMessages = { en: errorsEn, 'zh-CN': errorsZhCn } satisfies Messages<typeof errorsEn>;
