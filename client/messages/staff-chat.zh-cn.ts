import type { SlashName } from '../../shared/show/slash.ts';
import type { Translation } from '../platform/translate.ts';
import type { staffChatEn } from './staff-chat.en.ts';

const USAGE: Readonly<Record<SlashName, string>> = {
  slow: '/slow 10：每位观众 10 秒发一条；/slow off：关闭。',
  pin: '先选中一条消息，再输入 /pin。',
  unpin: '/unpin：取消置顶。',
  hide: '先选中一条消息，再输入 /hide。',
  announce: '/announce 加内容：以公告形式让所有人看到。',
};

export const staffChatZhCn = {
  audience: '观众',
  backstage: '后台',
  which: '哪个聊天',
  log: '与观众的聊天',
  empty: '还没有观众发言。',
  removed: '已移除，所有人都看不到了。',
  host: '主播',
  staff: '工作人员',
  announcement: '公告',
  muted: '已禁言',
  banned: '已封禁',
  message: (p) => `${p.name}：${p.text}`,
  newer: (p, f) => `${f.number(p.count)} 条新消息`,
  answers: (p) => `${p.name}：${p.text}`,
  answer: (p) => `回复${p.name}`,
  answering: (p) => `正在回复${p.name}`,
  stopAnswering: '取消回复',
  pin: '置顶给所有人看',
  unpin: '取消置顶',
  putOnAir: '显示在画面上',
  takeOffAir: '从画面移除',
  onAir: '正在画面上',
  pinned: '置顶',
  remove: '移除这条消息',
  mute: (p) => `禁言${p.name}`,
  ban: (p) => `封禁${p.name}，并移除其消息`,
  free: (p) => `允许${p.name}重新发言`,
  decided: (p) =>
    p.standing === 'free'
      ? `${p.name}可以重新发言了。`
      : p.standing === 'muted'
        ? `${p.name}已被禁言。`
        : `${p.name}已被封禁，消息已移除。`,
  undo: '撤销',
  dismiss: '知道了',
  heldTitle: (p, f) => `${f.number(p.count)} 条待审核`,
  show: '放行',
  refuse: '拒绝',
  write: '对观众说点什么',
  writeHint: '输入 / 使用命令',
  send: '发送',
  usage: (p) => USAGE[p.name],
  unknown: (p) => `没有 /${p.name} 这个命令。`,
  noneChosen: '请先选中一条消息：点击它，或用方向键。',
  rules: '慢速模式、敏感词、禁言名单',
  slow: '慢速模式',
  slowOff: '关闭',
  slowSeconds: (p, f) => `每 ${f.number(p.seconds)} 秒一条`,
  words: '需要审核的词',
  wordsHint: '每行一个。含有这些词的消息，由你放行或拒绝后才处理。',
  wordsWrong: '最多 100 个词，每个不超过 40 个字符。',
  keepWords: '保存',
  wordsKept: '已保存',
  nobodyRestricted: '没有人被禁言或封禁。',
  keys: '方向键选中消息；R 回复，A 上画面，P 置顶，M 禁言，B 封禁，Delete 移除。',
} satisfies Translation<typeof staffChatEn>;
