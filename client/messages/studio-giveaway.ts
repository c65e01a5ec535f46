import type { Messages } from '../platform/translate.ts';
import { studioGiveawayEn } from './studio-giveaway.en.ts';
import { studioGiveawayZhCn } from './studio-giveaway.zh-cn.ts';

export const studioGiveawayMessages = {
  en: studioGiveawayEn,
  'zh-CN': studioGiveawayZhCn,
} satisfies Messages<typeof studioGiveawayEn>;
