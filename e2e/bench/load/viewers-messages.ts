import * as v from 'valibot';

/** All viewers' counts since they joined; of the frames, those since this was last told. */
export const ViewersTotals = v.object({
  joinsMs: v.array(v.number()),
  packets: v.number(),
  bytes: v.number(),
  lost: v.number(),
  arrivals: v.array(v.object({ atMs: v.number(), wayMs: v.number() })),
});
export type ViewersTotals = v.InferOutput<typeof ViewersTotals>;
