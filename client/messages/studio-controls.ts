import type { Messages } from '../platform/translate.ts';
import { studioControlsEn } from './studio-controls.en.ts';
import { studioControlsZhCn } from './studio-controls.zh-cn.ts';

export const studioControlsMessages = { en: studioControlsEn, 'zh-CN': studioControlsZhCn } satisfies Messages<
  typeof studioControlsEn
>;
