/** A summary of many samples of one quantity. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly count: number;
}

/** A figure, and the range in which the measurement places it. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The middle value, or the mean of the two in the middle. Throws where there is none. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  if (low === undefined || high === undefined) throw new Error("no samples");
  return (low + high) / 2;
}

/** Median and range of the samples. Throws where there is none. */
export function summarise(samples: readonly number[]): Summary {
  return { median: median(samples), min: Math.min(...samples), max: Math.max(...samples), count: samples.length };
}

/**
 * The median of the samples with its 95 % confidence interval. It holds for any distribution: each sample is above the true median
 * with a chance of one half. Fewer than six samples give their whole range. Throws where there is none.
 */
export function estimateMedian(samples: readonly number[]): Estimate {
  const sorted = samples.toSorted((a, b) => a - b);
  const outside = leftOut(sorted.length);
  const value = median(samples);
  return { value, low: sorted[outside] ?? value, high: sorted[sorted.length - 1 - outside] ?? value };
}

const TAIL = 0.025;

/** The largest k for which the probability of at most k heads in `count` coin throws does not exceed the tail. */
function leftOut(count: number): number {
  let chance = 2 ** -count;
  let sum = chance;
  let heads = 0;
  while (sum <= TAIL && heads < count) {
    heads += 1;
    chance *= (count - heads + 1) / heads;
    sum += chance;
  }
  return Math.max(0, heads - 1);
}
