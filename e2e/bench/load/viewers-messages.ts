import * as v from 'valibot';

/** All viewers' counts since they joined. */
export const ViewersTotals = v.object({
  joinsMs: v.array(v.number()),
  packets: v.number(),
  bytes: v.number(),
  lost: v.number(),
});
export type ViewersTotals = v.InferOutput<typeof ViewersTotals>;
