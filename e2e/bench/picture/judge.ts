import type { StampSample } from '../../probes/stamp-probe.ts';
import { percentile } from '../figure.ts';

export const SIZE = { widthPx: 1280, heightPx: 720 } as const;
export const FRAMES_PER_SECOND = 30;
export const CODEC = 'video/H264';

/** The bandwidth estimate and the encoder settle in this time; what is measured before says nothing. */
export const WARM_UP_MS = 8_000;
/** Above this share of unreadable stamps, those that are read are a biased choice. */
export const MAX_REJECTED_PERCENT = 1;
/** Fewer frames make no p95. */
const MIN_FRAMES = 100;

/** The run measured something else than it was meant to; it is repeated, not averaged in. */
export class InvalidRun extends Error {
  override readonly name = 'InvalidRun';
}

const assertRun = (isValid: boolean, reason: string): void => {
  if (!isValid) throw new InvalidRun(reason);
};

export const assertCodec = (codec: string): void => assertRun(codec === CODEC, `the codec is ${codec}, not ${CODEC}`);

export type Latencies = { readonly p50: number; readonly p95: number; readonly rejectedPercent: number };

/** Glass-to-glass of presented frames, or InvalidRun. */
export const judgeLatencies = (samples: readonly StampSample[]): Latencies => {
  assertRun(samples.length >= MIN_FRAMES, `only ${samples.length} frames were presented`);
  const odd = samples.find(({ widthPx, heightPx }) => widthPx !== SIZE.widthPx || heightPx !== SIZE.heightPx);
  assertRun(odd === undefined, `a frame of ${odd?.widthPx ?? 0}×${odd?.heightPx ?? 0} was received`);
  const ages = samples.flatMap(({ ageMs }) => ageMs ?? []);
  const rejectedPercent = (100 * (samples.length - ages.length)) / samples.length;
  assertRun(rejectedPercent <= MAX_REJECTED_PERCENT, `${rejectedPercent.toFixed(1)} % of the stamps cannot be read`);
  return { p50: percentile(ages, 0.5), p95: percentile(ages, 0.95), rejectedPercent };
};

const MAX_REPEATS = 2;

/** One valid run. An invalid one is said and repeated, twice at most. */
export const untilValid = async <Run>(say: (line: string) => void, measure: () => Promise<Run>): Promise<Run> => {
  for (let repeats = 0; ; repeats += 1) {
    try {
      return await measure();
    } catch (error) {
      if (!(error instanceof InvalidRun) || repeats === MAX_REPEATS) throw error;
      say(`  invalid, again: ${error.message}`);
    }
  }
};
