/** The fader's law: even steps of the hand sound even, with most of the way given to −20…+6 dB, where mixing happens. */

export const faderTopDb = 6;
export const faderFloorDb = -60;

/** Points (way along the fader from 0 to 1, dB); straight lines between them. Under the first point is silence. */
const law: readonly (readonly [share: number, db: number])[] = [
  [0.02, -60],
  [0.08, -50],
  [0.16, -40],
  [0.28, -30],
  [0.44, -20],
  [0.64, -10],
  [0.85, 0],
  [1, 6],
];

export function dbFromShare(share: number): number {
  for (const [upper, [upperShare, upperDb]] of law.entries()) {
    if (share > upperShare) continue;
    const lower = law[upper - 1];
    if (!lower) return share < upperShare ? -Infinity : upperDb;
    const [lowerShare, lowerDb] = lower;
    return lowerDb + ((share - lowerShare) / (upperShare - lowerShare)) * (upperDb - lowerDb);
  }
  return faderTopDb;
}

export function shareFromDb(gainDb: number): number {
  for (const [upper, [upperShare, upperDb]] of law.entries()) {
    if (gainDb > upperDb) continue;
    const lower = law[upper - 1];
    if (!lower) return gainDb < upperDb ? 0 : upperShare;
    const [lowerShare, lowerDb] = lower;
    return lowerShare + ((gainDb - lowerDb) / (upperDb - lowerDb)) * (upperShare - lowerShare);
  }
  return 1;
}

/** One key press: `stepDb` up or down, to silence under the floor and back from it, never over the top. */
export function stepFader(gainDb: number, stepDb: number): number {
  const from = gainDb === -Infinity ? faderFloorDb - Math.abs(stepDb) : gainDb;
  const next = Math.round((from + stepDb) * 10) / 10;
  if (next < faderFloorDb) return -Infinity;
  return Math.min(faderTopDb, next);
}
