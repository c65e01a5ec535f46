/** An allowance that refills with time. */
export type TokenBucket = { readonly tokens: number; readonly atMs: number };
export type BucketRate = { readonly perSecond: number; readonly burst: number };

export const fullBucket = ({ burst }: BucketRate, atMs: number): TokenBucket => ({ tokens: burst, atMs });

/** The bucket after one token was taken, or null when there was none. A clock that jumps back refills nothing. */
export const takeToken = (bucket: TokenBucket, rate: BucketRate, atMs: number): TokenBucket | null => {
  const refilled = bucket.tokens + (Math.max(0, atMs - bucket.atMs) * rate.perSecond) / 1_000;
  const tokens = Math.min(rate.burst, refilled) - 1;
  return tokens < 0 ? null : { tokens, atMs };
};

/** Whether nothing is missing: such a bucket need not be remembered. */
export const isFull = (bucket: TokenBucket, rate: BucketRate, atMs: number): boolean =>
  bucket.tokens + (Math.max(0, atMs - bucket.atMs) * rate.perSecond) / 1_000 >= rate.burst;
