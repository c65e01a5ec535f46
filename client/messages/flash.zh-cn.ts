import type { Translation } from '../platform/translate.ts';
import type { flashEn } from './flash.en.ts';

export const flashZhCn = {
  title: '限时抢购',
  opensIn: (p) => `${p.time} 后开抢`,
  closesIn: (p) => `剩余 ${p.time}`,
  opensNow: '即将开抢…',
  closesNow: '即将结束…',
  look: (p) => `限时抢购：${p.name}`,
  warmUpNote: (p) => `开抢价 ${p.price}。按钮会自动出现，所有人在同一时刻看到。`,
  limit: (p, f) => `每人限购 ${f.number(p.count)} 件。`,
  gathering: '此刻提交的所有人一起抽选，快一瞬间没有优势。',
  drawing: '你已进入抽选…',
} satisfies Translation<typeof flashEn>;
