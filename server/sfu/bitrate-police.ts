/**
 * `setMaxIncomingBitrate` is only a hint to the sender, so what arrives is measured: a sender that ignores the hint would
 * multiply its surplus by the number of viewers.
 */
export type Police = {
  readonly last: { readonly atMs: number; readonly bytes: number } | null;
  readonly overSinceMs: number | null;
  readonly underSinceMs: number | null;
  readonly isPaused: boolean;
};
export type Verdict = 'keep' | 'pause' | 'resume' | 'close';

export const NEW_POLICE: Police = { last: null, overSinceMs: null, underSinceMs: null, isPaused: false };

/** A rate over shorter spans would judge single key frames. */
const SPAN_MS = 1_000;
const PAUSE_FACTOR = 1.5;
const CLOSE_FACTOR = 3;
const PATIENCE_MS = 5_000;

export type PoliceSample = {
  readonly atMs: number;
  /** Total since the producer's start. */ readonly bytes: number;
  readonly capBps: number;
};

/** More than 1.5 × the cap for 5 s pauses, 5 s below the cap resumes, more than 3 × closes. */
export const patrol = (
  police: Police,
  sample: PoliceSample,
): { readonly police: Police; readonly verdict: Verdict } => {
  const last = police.last;
  if (!last || sample.bytes < last.bytes) {
    return { police: { ...police, last: { atMs: sample.atMs, bytes: sample.bytes } }, verdict: 'keep' };
  }
  const spanMs = sample.atMs - last.atMs;
  if (spanMs < SPAN_MS) return { police, verdict: 'keep' };
  const rateBps = ((sample.bytes - last.bytes) * 8_000) / spanMs;
  const overSinceMs = rateBps > sample.capBps * PAUSE_FACTOR ? (police.overSinceMs ?? last.atMs) : null;
  const underSinceMs = rateBps <= sample.capBps ? (police.underSinceMs ?? last.atMs) : null;
  const next: Police = { ...police, last: { atMs: sample.atMs, bytes: sample.bytes }, overSinceMs, underSinceMs };
  if (rateBps > sample.capBps * CLOSE_FACTOR) return { police: next, verdict: 'close' };
  if (!police.isPaused && overSinceMs !== null && sample.atMs - overSinceMs >= PATIENCE_MS) {
    return { police: { ...next, isPaused: true }, verdict: 'pause' };
  }
  if (police.isPaused && underSinceMs !== null && sample.atMs - underSinceMs >= PATIENCE_MS) {
    return { police: { ...next, isPaused: false }, verdict: 'resume' };
  }
  return { police: next, verdict: 'keep' };
};
