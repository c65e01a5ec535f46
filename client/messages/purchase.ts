import type { Messages } from '../platform/translate.ts';
import { purchaseEn } from './purchase.en.ts';
import { purchaseZhCn } from './purchase.zh-cn.ts';

export const purchaseMessages = { en: purchaseEn, 'zh-CN': purchaseZhCn } satisfies Messages<typeof purchaseEn>;
