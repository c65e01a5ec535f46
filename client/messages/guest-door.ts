import type { Messages } from '../platform/translate.ts';
import { guestDoorEn } from './guest-door.en.ts';
import { guestDoorZhCn } from './guest-door.zh-cn.ts';

export const guestDoorMessages = { en: guestDoorEn, 'zh-CN': guestDoorZhCn } satisfies Messages<typeof guestDoorEn>;
