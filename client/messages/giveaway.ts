import type { Messages } from '../platform/translate.ts';
import { giveawayEn } from './giveaway.en.ts';
import { giveawayZhCn } from './giveaway.zh-cn.ts';

export const giveawayMessages = {
  en: giveawayEn,
  'zh-CN': giveawayZhCn,
} satisfies Messages<typeof giveawayEn>;
