import type { Messages } from '../platform/translate.ts';
import { deskEn } from './desk.en.ts';
import { deskZhCn } from './desk.zh-cn.ts';

/** The desk. */
export const deskMessages = { en: deskEn, 'zh-CN': deskZhCn } satisfies Messages<typeof deskEn>;
