import type { Translation } from '../platform/translate.ts';
import type { studioEn } from './studio.en.ts';

export const studioZhCn = {
  goLive: '开始直播',
  endShow: '结束直播',
  onAir: '直播中',
  scenes: '场景',
  layers: '图层',
  shelf: '货架',
  explain: '讲解',
  stopExplaining: '停止讲解',
  watching: (p, f) => `${f.number(p.count)} 人在看`,
} satisfies Translation<typeof studioEn>;
