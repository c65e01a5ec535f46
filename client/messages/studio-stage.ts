import type { Messages } from '../platform/translate.ts';
import { studioStageEn } from './studio-stage.en.ts';
import { studioStageZhCn } from './studio-stage.zh-cn.ts';

export const studioStageMessages = { en: studioStageEn, 'zh-CN': studioStageZhCn } satisfies Messages<
  typeof studioStageEn
>;
