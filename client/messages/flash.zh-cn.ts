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
  howDrawn: '抽选过程',
  checking: '正在你的浏览器里重新抽选…',
  'fault.nothing': '抽选公平。你的浏览器重新抽选，结果一致。',
  'fault.seed': '这不是开抢前承诺的种子。',
  'fault.time': '种子承诺得太晚。',
  'fault.order': '顺序与种子给出的不一致。',
  'fault.units': '商品没有按抽选顺序分配。',
  wishes: (p, f) =>
    p.wishes === 0 ? '首批时段内没有人提交。' : `首批 ${f.number(p.wishes)} 个请求中有 ${f.number(p.granted)} 个抢到。`,
  place: (p, f) => `你在 ${f.number(p.wishes)} 个请求中排第 ${f.number(p.rank)}。`,
  commitment: '事先承诺（种子的 SHA-256）',
  seed: '种子',
  download: '下载抽选记录',
} satisfies Translation<typeof flashEn>;
