import * as v from 'valibot';
import { Count } from '../show/count.ts';

/** What a tap can say. */
export const REACTIONS = ['heart', 'thumb', 'laugh'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** Taps of one kind in one request: more than a finger does in the time between two. */
export const MAX_TAPS = 25;

/** What everybody has tapped since the tick before. */
export const ReactionCounts = v.object({ heart: Count, thumb: Count, laugh: Count });
export type ReactionCounts = v.InferOutput<typeof ReactionCounts>;

export const NO_REACTIONS: ReactionCounts = { heart: 0, thumb: 0, laugh: 0 };

export const addReactions = (a: ReactionCounts, b: ReactionCounts): ReactionCounts => ({
  heart: a.heart + b.heart,
  thumb: a.thumb + b.thumb,
  laugh: a.laugh + b.laugh,
});
