import * as v from 'valibot';

/** How many of something; how much money, in minor units. */
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
