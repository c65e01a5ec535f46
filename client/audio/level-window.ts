import { dbFromGain, FLOOR_DB } from '../../shared/units.ts';

/** Levels in dBFS: full scale is 0, a full-scale sine is 0. */
export type Levels = {
  /** Highest sample of the newest window (about 33 ms): what a peak meter's bar shows. */
  leftDb: number;
  rightDb: number;
  /** Highest sample of the last second: a reader slower than the windows misses no peak. */
  peakLeftDb: number;
  peakRightDb: number;
};

export const silentLevels = (): Levels => ({
  leftDb: FLOOR_DB,
  rightDb: FLOOR_DB,
  peakLeftDb: FLOOR_DB,
  peakRightDb: FLOOR_DB,
});

const WINDOWS_PER_SECOND = 30;

/** Gathers a stereo signal's peaks over windows. */
export type LevelWindow = {
  /**
   * Takes a block of equally long channels; one channel counts as both sides, none as silence. Returns whether a window
   * is full, with its levels written to `levels`.
   */
  add(channels: readonly Float32Array[], blockSamples: number): boolean;
  readonly levels: Levels;
};

export const makeLevelWindow = (sampleRateHz: number): LevelWindow => {
  const windowSamples = sampleRateHz / WINDOWS_PER_SECOND;
  const levels = silentLevels();
  const lastLeft = new Float32Array(WINDOWS_PER_SECOND);
  const lastRight = new Float32Array(WINDOWS_PER_SECOND);
  let samples = 0;
  let windows = 0;
  let left = 0;
  let right = 0;

  const finishWindow = (): void => {
    const slot = windows % WINDOWS_PER_SECOND;
    lastLeft[slot] = left;
    lastRight[slot] = right;
    levels.leftDb = toDb(left);
    levels.rightDb = toDb(right);
    levels.peakLeftDb = toDb(highest(lastLeft));
    levels.peakRightDb = toDb(highest(lastRight));
    windows += 1;
    samples = 0;
    left = 0;
    right = 0;
  };

  return {
    levels,
    add: (channels, blockSamples) => {
      left = peakOf(channels[0], left);
      right = peakOf(channels[1] ?? channels[0], right);
      samples += blockSamples;
      if (samples < windowSamples) return false;
      finishWindow();
      return true;
    },
  };
};

const peakOf = (channel: Float32Array | undefined, soFar: number): number => {
  let peak = soFar;
  if (!channel) return peak;
  for (let index = 0; index < channel.length; index += 1) {
    const sample = Math.abs(channel[index] ?? 0);
    if (sample > peak) peak = sample;
  }
  return peak;
};

const highest = (peaks: Float32Array): number => {
  let peak = 0;
  for (let index = 0; index < peaks.length; index += 1) peak = Math.max(peak, peaks[index] ?? 0);
  return peak;
};

const toDb = (peak: number): number => Math.max(FLOOR_DB, dbFromGain(peak));
