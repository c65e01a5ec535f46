import type { Translation } from '../platform/translate.ts';
import type { notFoundEn } from './not-found.en.ts';

export const notFoundZhCn = {
  title: '这里没有直播',
  detail: '地址可能有误，请向主播索取链接。',
  toHome: '返回首页',
} satisfies Translation<typeof notFoundEn>;
