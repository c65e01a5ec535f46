import type { Messages } from '../platform/translate.ts';
import { studioPeopleEn } from './studio-people.en.ts';
import { studioPeopleZhCn } from './studio-people.zh-cn.ts';

export const studioPeopleMessages = { en: studioPeopleEn, 'zh-CN': studioPeopleZhCn } satisfies Messages<
  typeof studioPeopleEn
>;
