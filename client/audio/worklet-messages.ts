import * as v from 'valibot';

export const METER_PROCESSOR = 'tally-meter';
export const LIMITER_PROCESSOR = 'tally-limiter';

/** Meter → page, at most 30 times a second. Values as in `Levels`. */
export const MeterReading = v.object({
  leftDb: v.number(),
  rightDb: v.number(),
  peakLeftDb: v.number(),
  peakRightDb: v.number(),
});

/** Page → limiter. The delay is the same in both modes, so switching moves nothing in time. */
export const LimiterMode = v.picklist(['on', 'off']);
export type LimiterMode = v.InferOutput<typeof LimiterMode>;
