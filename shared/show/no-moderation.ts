import type { ModerationState } from './moderation.ts';

/** Before anybody had to be kept in order. */
export const NO_MODERATION: ModerationState = { held: [], words: [], restricted: [] };
