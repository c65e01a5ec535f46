import type { Messages } from '../platform/translate.ts';
import { tillImportEn } from './till-import.en.ts';
import { tillImportZhCn } from './till-import.zh-cn.ts';

export const tillImportMessages = { en: tillImportEn, 'zh-CN': tillImportZhCn } satisfies Messages<typeof tillImportEn>;
