import type { Messages } from '../platform/translate.ts';
import { rowProblemsEn } from './row-problems.en.ts';
import { rowProblemsZhCn } from './row-problems.zh-cn.ts';

export const rowProblemsMessages = { en: rowProblemsEn, 'zh-CN': rowProblemsZhCn } satisfies Messages<
  typeof rowProblemsEn
>;
