import * as v from 'valibot';

/** The body of every HTTP answer that is no success. */
export const HttpFailure = v.object({ code: v.string(), field: v.optional(v.string()) });
