import type { Messages } from '../platform/translate.ts';
import { catalogEn } from './catalog.en.ts';
import { catalogZhCn } from './catalog.zh-cn.ts';

export const catalogMessages = { en: catalogEn, 'zh-CN': catalogZhCn } satisfies Messages<typeof catalogEn>;
