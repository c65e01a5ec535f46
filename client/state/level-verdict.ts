/** What a host is told about a microphone before going live. */
export type LevelVerdict = 'silent' | 'quiet' | 'good' | 'clipping';

/** A peak (dBFS) and when it was read, epoch milliseconds. */
export type PeakReading = { readonly atMs: number; readonly peakDb: number };

/** Long enough to span the pauses of speech. */
const WINDOW_MS = 4_000;
/** Under this even a quiet room's microphone would move: nothing arrives. */
const SILENT_BELOW_DB = -55;
/** Speech is aimed at −20 dBFS; under this viewers turn their phones up. */
const QUIET_BELOW_DB = -32;
/** Samples at full scale were cut off, and no fader brings them back. */
const CLIPPING_FROM_DB = -0.5;

/** The readings of the window that ends with `reading`, oldest first. */
export const withReading = (readings: readonly PeakReading[], reading: PeakReading): readonly PeakReading[] => [
  ...readings.filter(({ atMs }) => atMs > reading.atMs - WINDOW_MS),
  reading,
];

/** Null while the window is too short to call anything silent. */
export const levelVerdict = (readings: readonly PeakReading[]): LevelVerdict | null => {
  const [oldest] = readings;
  const newest = readings.at(-1);
  if (!oldest || !newest) return null;
  const loudestDb = Math.max(...readings.map(({ peakDb }) => peakDb));
  if (loudestDb >= CLIPPING_FROM_DB) return 'clipping';
  if (loudestDb >= QUIET_BELOW_DB) return 'good';
  if (newest.atMs - oldest.atMs < WINDOW_MS / 2) return null;
  return loudestDb < SILENT_BELOW_DB ? 'silent' : 'quiet';
};
