import type { Translation } from '../platform/translate.ts';
import type { studioFlashEn } from './studio-flash.en.ts';

export const studioFlashZhCn = {
  action: '限时抢购…',
  title: (p) => `限时抢购：${p.name}`,
  lead: '所有人看到同一个倒计时。首批提交的人一起抽选，网速快没有优势。',
  price: '抢购价',
  priceHint: (p) => `原价 ${p.price}`,
  'price.missing': '请填写抢购价。',
  'price.unreadable': '这不是有效的价格。',
  'price.not-cheaper': '抢购价必须低于原价。',
  limit: '每人限购件数',
  warmUp: '倒计时',
  warmUpSeconds: (p, f) => `${f.number(p.count)} 秒`,
  warmUpMinutes: (p, f) => `${f.number(p.count)} 分钟`,
  open: '持续时间',
  start: '开始倒计时',
  notLive: '开播后才能开始限时抢购。',
  opensIn: (p) => `${p.time} 后开抢`,
  closesIn: (p) => `剩余 ${p.time}`,
  strip: (p) => `限时抢购：${p.name}，${p.price}`,
  cancel: '取消抢购',
  close: '结束抢购',
  'over.closed': '限时抢购已结束',
  'over.sold-out': '限时抢购：已售完',
  'over.cancelled': '限时抢购已取消',
  receipt: '抽选记录',
} satisfies Translation<typeof studioFlashEn>;
