import type { Messages } from '../platform/translate.ts';
import { tableImportEn } from './table-import.en.ts';
import { tableImportZhCn } from './table-import.zh-cn.ts';

export const tableImportMessages = {
  en: tableImportEn,
  'zh-CN': tableImportZhCn,
} satisfies Messages<typeof tableImportEn>;
