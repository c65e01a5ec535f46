import * as v from 'valibot';

/** What a viewer may do in the chat. Muted: not write; banned: that, and what they wrote is gone. */
export const Standing = v.picklist(['free', 'muted', 'banned']);
export type Standing = v.InferOutput<typeof Standing>;

/** Messages of one viewer that wait, so that nobody fills the list. */
export const MAX_HELD_OF_VIEWER = 3;
