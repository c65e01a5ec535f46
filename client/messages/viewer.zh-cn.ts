import type { Translation } from '../platform/translate.ts';
import type { viewerEn } from './viewer.en.ts';

export const viewerZhCn = {
  live: '直播',
  tapForSound: '点击开启声音',
  hostReconnecting: '主播正在重新连接，画面会自动恢复，请稍等。',
  ended: '本场直播已结束。',
  watching: (p, f) => `${f.number(p.count)} 人在看`,
} satisfies Translation<typeof viewerEn>;
