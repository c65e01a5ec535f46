/** How a level meter moves, by the broadcast convention that OBS uses too: instant attack, slow decay, a held peak. */

export const meterFloorDb = -60;
export const meterNearDb = -20;
export const meterOverDb = -9;
export const decayDbPerMs = 40 / 1700;
export const peakHoldMs = 20_000;

/** What a meter shows at `atMs`. Levels are dBFS between the floor and 0. */
export type MeterReading = {
  readonly levelDb: number;
  readonly peakDb: number;
  readonly peakAtMs: number;
  readonly atMs: number;
};

export const silentReading = (atMs: number): MeterReading => ({
  levelDb: meterFloorDb,
  peakDb: meterFloorDb,
  peakAtMs: atMs,
  atMs,
});

/** The next reading from the signal's level at `atMs` (dBFS; −∞ and NaN are silence). Time never runs backwards here. */
export function followLevel(last: MeterReading, signalDb: number, atMs: number): MeterReading {
  const elapsedMs = Math.max(0, atMs - last.atMs);
  const signal = Number.isNaN(signalDb) ? meterFloorDb : Math.min(0, Math.max(meterFloorDb, signalDb));
  const levelDb = Math.max(signal, last.levelDb - elapsedMs * decayDbPerMs, meterFloorDb);
  const isNewPeak = levelDb >= last.peakDb || atMs - last.peakAtMs >= peakHoldMs;
  return {
    levelDb,
    peakDb: isNewPeak ? levelDb : last.peakDb,
    peakAtMs: isNewPeak ? atMs : last.peakAtMs,
    atMs,
  };
}

/** Where a level lies along the meter: 0 at the floor, 1 at 0 dBFS. */
export const meterShare = (levelDb: number): number =>
  Math.min(1, Math.max(0, (levelDb - meterFloorDb) / -meterFloorDb));

export type MeterZone = 'good' | 'near' | 'over';

export function meterZone(levelDb: number): MeterZone {
  if (levelDb < meterNearDb) return 'good';
  return levelDb <= meterOverDb ? 'near' : 'over';
}
