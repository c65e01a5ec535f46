import type { Messages } from '../platform/translate.ts';
import { lobbyEn } from './lobby.en.ts';
import { lobbyZhCn } from './lobby.zh-cn.ts';

export const lobbyMessages = { en: lobbyEn, 'zh-CN': lobbyZhCn } satisfies Messages<typeof lobbyEn>;
