/**
 * A large map as plain JSON that is cheap to change without touching the former one: keys are spread over records, and a change
 * copies one of them instead of all ten thousand keys.
 */
export type Buckets<Value> = Record<string, Value>[];

/** Empty ones cost nothing in a snapshot. 256 records hold 40,000 keys at 160 each. */
const BUCKETS = 256;

/** FNV-1a, folded to the number of buckets: stable, because stored states depend on it. */
const bucketOf = (key: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) & (BUCKETS - 1);
};

/** Looks at own keys only: keys such as `constructor` come from outside. */
export const getFrom = <Value>(buckets: Readonly<Buckets<Value>>, key: string): Value | null => {
  const bucket = buckets[bucketOf(key)];
  return bucket !== undefined && Object.hasOwn(bucket, key) ? (bucket[key] ?? null) : null;
};

/** A wish in a flash sale changes three of these maps, ten thousand times a second: nothing is made here but what changes. */
export const withKey = <Value>(buckets: Readonly<Buckets<Value>>, key: string, value: Value): Buckets<Value> => {
  const next = copyOf(buckets);
  const index = bucketOf(key);
  next[index] = { ...buckets[index], [key]: value };
  return next;
};

/** Many at once: each record is copied once at most. */
export const withKeys = <Value>(
  buckets: Readonly<Buckets<Value>>,
  values: ReadonlyMap<string, Value>,
): Buckets<Value> => {
  const next = copyOf(buckets);
  for (const [index, entries] of Map.groupBy(values, ([key]) => bucketOf(key))) {
    next[index] = { ...buckets[index], ...Object.fromEntries(entries) };
  }
  return next;
};

const copyOf = <Value>(buckets: Readonly<Buckets<Value>>): Buckets<Value> =>
  buckets.length === BUCKETS ? buckets.slice() : Array.from({ length: BUCKETS }, () => ({}));

export const withoutKey = <Value>(buckets: Readonly<Buckets<Value>>, key: string): Buckets<Value> =>
  buckets.map((bucket, index) => {
    if (index !== bucketOf(key)) return bucket;
    const { [key]: _gone, ...kept } = bucket;
    return kept;
  });

export const valuesOf = <Value>(buckets: Readonly<Buckets<Value>>): readonly Value[] =>
  buckets.flatMap((bucket) => Object.values(bucket));
