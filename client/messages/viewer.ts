import type { Messages } from '../platform/translate.ts';
import { viewerEn } from './viewer.en.ts';
import { viewerZhCn } from './viewer.zh-cn.ts';

export const viewerMessages = { en: viewerEn, 'zh-CN': viewerZhCn } satisfies Messages<typeof viewerEn>;
