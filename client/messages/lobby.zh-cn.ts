import type { Translation } from '../platform/translate.ts';
import type { lobbyEn } from './lobby.en.ts';

export const lobbyZhCn = {
  title: '我的直播',
  signIn: '登录',
  signOut: '退出登录',
  newShow: '新建直播',
  openStudio: '进入直播间',
  showCount: (p, f) => `${f.number(p.count)} 场直播`,
} satisfies Translation<typeof lobbyEn>;
