import * as v from 'valibot';

/** Epoch milliseconds of the server's clock, unless a comment says whose. */
export const AtMs = v.pipe(v.number(), v.integer(), v.minValue(0));
