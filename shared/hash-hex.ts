import * as v from 'valibot';

/** 256 bits as lower-case hexadecimal digits: a seed, or a SHA-256. */
export const HashHex = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export type HashHex = v.InferOutput<typeof HashHex>;
