import type { Messages } from '../platform/translate.ts';
import { chatEn } from './chat.en.ts';
import { chatZhCn } from './chat.zh-cn.ts';

/** The chat on the watch page. */
export const chatMessages = { en: chatEn, 'zh-CN': chatZhCn } satisfies Messages<typeof chatEn>;
