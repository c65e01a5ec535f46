import type { Translation } from '../platform/translate.ts';
import type { drawEn } from './draw.en.ts';

export const drawZhCn = {
  howDrawn: '抽选过程',
  checking: '正在你的浏览器里重新抽选…',
  notLoaded: '这部分没能加载。',
  'fault.nothing': '抽选公平。你的浏览器重新抽选，结果一致。',
  'fault.seed': '这不是事先承诺的种子。',
  'fault.time': '种子承诺得太晚。',
  'fault.order': '顺序与种子给出的不一致。',
  'fault.units': '商品没有按抽选顺序分配。',
  'fault.winners': '公布的中奖者与抽选结果不一致。',
  'fault.missing': '抽选名单里没有你的参与记录。',
  'wishes.flash': (p, f) =>
    p.wishes === 0 ? '首批时段内没有人提交。' : `首批 ${f.number(p.wishes)} 个请求中有 ${f.number(p.granted)} 个抢到。`,
  'wishes.giveaway': (p, f) =>
    p.wishes === 0 ? '没有人参加。' : `${f.number(p.wishes)} 人参加，${f.number(p.granted)} 人中奖。`,
  place: (p, f) => `共 ${f.number(p.wishes)} 个，你抽到第 ${f.number(p.rank)} 位。`,
  commitment: '事先承诺（种子的 SHA-256）',
  seed: '种子',
  download: '下载抽选记录',
} satisfies Translation<typeof drawEn>;
