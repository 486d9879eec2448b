import type { Bucket } from './rules.ts';

/** Name of the bucket that holds so many days past due; null for 0 days (current) and above the last bucket. */
export function bucketOf(days: number, buckets: readonly Bucket[]): string | null {
  if (days <= 0) return null;
  for (const bucket of buckets)
    if (days >= bucket.from && (bucket.to === null || days <= bucket.to)) return bucket.name;
  return null;
}

/** What is wrong with a list of buckets; empty when ranges are whole, run forward, and neither overlap nor share a name. */
export function validateBuckets(buckets: readonly Bucket[]): string[] {
  const problems = buckets.flatMap((bucket, at) => {
    const whole = Number.isSafeInteger(bucket.from) && (bucket.to === null || Number.isSafeInteger(bucket.to));
    if (!whole || bucket.from < 0 || (bucket.to !== null && bucket.to < bucket.from))
      return [`bucket ${bucket.name} must run from a whole day, zero or more, to the same or a later one`];
    return buckets.slice(0, at).flatMap((other) => {
      if (other.name === bucket.name) return [`bucket ${bucket.name} is named twice`];
      const apart = (other.to !== null && other.to < bucket.from) || (bucket.to !== null && bucket.to < other.from);
      return apart ? [] : [`buckets ${other.name} and ${bucket.name} overlap`];
    });
  });
  return problems;
}
