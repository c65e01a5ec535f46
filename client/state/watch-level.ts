import { levelVerdict, withReading, type LevelVerdict, type PeakReading } from './level-verdict.ts';

/** Often enough that no loud word is missed: meters hold their peaks for longer. */
const READ_EVERY_MS = 250;

/**
 * Reads a microphone's peak (dBFS) and tells what it means each time, null until that is known. A meter is an instrument outside
 * of Svelte's world: it is read, it does not tell. The caller ends it by the function that comes back.
 */
export const watchLevel = (
  readPeakDb: () => number,
  onVerdict: (verdict: LevelVerdict | null) => void,
): (() => void) => {
  let readings: readonly PeakReading[] = [];
  onVerdict(null);
  const timer = setInterval(() => {
    readings = withReading(readings, { atMs: performance.now(), peakDb: readPeakDb() });
    onVerdict(levelVerdict(readings));
  }, READ_EVERY_MS);
  return () => clearInterval(timer);
};
