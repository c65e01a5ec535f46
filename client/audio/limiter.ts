import { gainFromDb } from '../../shared/units.ts';

export type LimiterSettings = {
  readonly sampleRateHz: number;
  /** No sample leaves above this. */
  readonly ceilingDb: number;
  /** How far ahead it looks, which is also the delay it adds. Shorter distorts bass, longer costs latency. */
  readonly lookaheadMs: number;
  /** Time constant of coming back after a peak. Shorter pumps, longer stays quiet. */
  readonly releaseMs: number;
};

export type Limiter = {
  /** From the next sample on. What is in the look-ahead already is cut at a lower ceiling, not turned down. */
  setCeilingDb(ceilingDb: number): void;
  /** Delay of the output in samples, the same whether it limits or not. */
  readonly delaySamples: number;
  /** Limits one block. Channels share one gain, so that the stereo image stays. `output` may be `input`. */
  process(input: readonly Float32Array[], output: readonly Float32Array[]): void;
};

/**
 * A look-ahead brickwall limiter. The gain that a peak needs is held over the look-ahead, then averaged over it: the average
 * reaches the needed gain exactly when the delayed peak comes out, without a step.
 */
export const makeLimiter = (settings: LimiterSettings): Limiter => {
  let ceiling = gainFromDb(settings.ceilingDb);
  const windowSamples = Math.max(1, Math.round((settings.lookaheadMs / 1_000) * settings.sampleRateHz));
  const release = 1 - Math.exp(-1 / ((settings.releaseMs / 1_000) * settings.sampleRateHz));
  const delayed: Float32Array[] = [];
  const minimum = makeSlidingMinimum(windowSamples);
  const average = makeSlidingAverage(windowSamples);
  let released = 1;
  let position = 0;

  const neededGain = (input: readonly Float32Array[], index: number): number => {
    let peak = 0;
    for (const channel of input) peak = Math.max(peak, Math.abs(channel[index] ?? 0));
    return peak > ceiling ? ceiling / peak : 1;
  };

  return {
    setCeilingDb: (ceilingDb) => {
      ceiling = gainFromDb(ceilingDb);
    },
    delaySamples: windowSamples - 1,
    process: (input, output) => {
      while (delayed.length < output.length) delayed.push(new Float32Array(windowSamples));
      const length = output[0]?.length ?? 0;
      for (let index = 0; index < length; index += 1) {
        const held = minimum(neededGain(input, index));
        released = Math.min(held, released + (held - released) * release);
        const gain = average(released);
        const oldest = (position + 1) % windowSamples;
        for (let channel = 0; channel < output.length; channel += 1) {
          const line = delayed[channel];
          const out = output[channel];
          if (!line || !out) continue;
          line[position] = input[channel]?.[index] ?? 0;
          // The clamp catches rounding only.
          out[index] = Math.max(-ceiling, Math.min(ceiling, (line[oldest] ?? 0) * gain));
        }
        position = oldest;
      }
    },
  };
};

/** The least of the last `size` values, in amortized constant time: a queue of candidates that only rises. */
const makeSlidingMinimum = (size: number): ((value: number) => number) => {
  const values = new Float64Array(size);
  const times = new Float64Array(size);
  let head = 0;
  let count = 0;
  let now = 0;
  return (value) => {
    if (count > 0 && (times[head] ?? 0) <= now - size) {
      head = (head + 1) % size;
      count -= 1;
    }
    while (count > 0 && (values[(head + count - 1) % size] ?? 0) >= value) count -= 1;
    const tail = (head + count) % size;
    values[tail] = value;
    times[tail] = now;
    count += 1;
    now += 1;
    return values[head] ?? value;
  };
};

/** The mean of the last `size` values, which were 1 before the first. */
const makeSlidingAverage = (size: number): ((value: number) => number) => {
  const values = new Float64Array(size).fill(1);
  let sum = size;
  let position = 0;
  return (value) => {
    sum += value - (values[position] ?? 1);
    values[position] = value;
    position = (position + 1) % size;
    // Adding and subtracting for hours gathers rounding; without peaks the sum is known.
    if (sum > size) sum = size;
    return sum / size;
  };
};
