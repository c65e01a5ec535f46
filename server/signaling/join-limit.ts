import { fullBucket, isFull, takeToken, type BucketRate, type TokenBucket } from './token-bucket.ts';

/** Buckets are forgotten when full, and looked through when there are more than this. */
const SWEEP_FROM = 10_000;

/** How fast new sockets of one address group may come. */
export class JoinLimit {
  readonly #rate: BucketRate;
  readonly #buckets = new Map<string, TokenBucket>();

  constructor(rate: BucketRate) {
    this.#rate = rate;
  }

  take(group: string, atMs: number): boolean {
    if (this.#buckets.size >= SWEEP_FROM) this.#sweep(atMs);
    const bucket = takeToken(this.#buckets.get(group) ?? fullBucket(this.#rate, atMs), this.#rate, atMs);
    if (bucket) this.#buckets.set(group, bucket);
    return bucket !== null;
  }

  #sweep(atMs: number): void {
    for (const [group, bucket] of this.#buckets) if (isFull(bucket, this.#rate, atMs)) this.#buckets.delete(group);
  }
}
