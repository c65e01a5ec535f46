import type { studioControlsEn } from '../../messages/studio-controls.en.ts';
import type { Translator } from '../../platform/translate.ts';
import type { LastChange } from '../../state/shared-production.svelte.ts';

/** Who changed what, as one sentence. */
export const changeWords = (t: Translator<typeof studioControlsEn>, { name, change }: LastChange): string =>
  'what' in change ? t(`change.${change.kind}`, { name, what: change.what }) : t(`change.${change.kind}`, { name });
