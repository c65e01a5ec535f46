import type { Messages } from '../platform/translate.ts';
import { beforeShowEn } from './before-show.en.ts';
import { beforeShowZhCn } from './before-show.zh-cn.ts';

export const beforeShowMessages = { en: beforeShowEn, 'zh-CN': beforeShowZhCn } satisfies Messages<typeof beforeShowEn>;
