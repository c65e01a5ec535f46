import type { Translation } from '../platform/translate.ts';
import type { giveawayEn } from './giveaway.en.ts';

export const giveawayZhCn = {
  title: (p) => `抽奖：${p.prize}`,
  closesIn: (p) => `剩余 ${p.time}`,
  closesNow: '正在开奖…',
  facts: (p, f) =>
    `${f.number(p.winners)} 名中奖者 · ${p.entries === 0 ? '还没有人参加' : `${f.number(p.entries)} 人已参加`}`,
  enter: '参加',
  name: '你的名字',
  nameHint: '中奖后所有人都会看到。',
  nameWrong: '请输入不超过 24 个字符的名字。',
  write: (p) => `在聊天里发送“${p.word}”即可参加。`,
  writeIt: (p) => `发送“${p.word}”`,
  entered: '你已参加，请留在这里等待开奖。',
  won: '你中奖了！',
  wonPiece: '已为你留好一件，无需付款。',
  wonNote: (p) => `主播能看到“${p.name}”中奖，会在聊天里告诉你怎么领取。`,
  lost: '这次没有中奖。',
  winners: (p) => `中奖者：${p.names}。`,
  nobody: '抽奖结束，没有人参加。',
  cancelled: '主播结束了这场抽奖，没有开奖。',
  dismiss: '隐藏抽奖',
} satisfies Translation<typeof giveawayEn>;
