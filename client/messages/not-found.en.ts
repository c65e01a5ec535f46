import type { Dictionary } from '../platform/translate.ts';

/** A watch page without a show. */
export const notFoundEn = {
  title: 'There is no show here',
  detail: 'The address may be misspelled. Ask the host for the link.',
  toHome: 'To the start page',
} satisfies Dictionary;
