import type { Messages } from '../platform/translate.ts';
import { staffChatEn } from './staff-chat.en.ts';
import { staffChatZhCn } from './staff-chat.zh-cn.ts';

/** The public chat, for those who look after it. */
export const staffChatMessages = { en: staffChatEn, 'zh-CN': staffChatZhCn } satisfies Messages<typeof staffChatEn>;
