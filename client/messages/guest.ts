import type { Messages } from '../platform/translate.ts';
import { guestEn } from './guest.en.ts';
import { guestZhCn } from './guest.zh-cn.ts';

export const guestMessages = { en: guestEn, 'zh-CN': guestZhCn } satisfies Messages<typeof guestEn>;
