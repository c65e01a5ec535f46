import { UPLINK_BYTES } from '../../shared/protocol/http.ts';

/** How long the server takes to answer, and how much this page can send to it. */
export type LineMeasure = { readonly medianMs: number; readonly slowestMs: number; readonly uplinkBps: number };

export type LinePorts = {
  /** A small question; resolves with its answer. */
  readonly ping: () => Promise<unknown>;
  /** Resolves when the server has all of the bytes. */
  readonly load: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly nowMs: () => number;
};

/** Enough to tell a steady line from one that stumbles, and over in a moment on both. */
const QUESTIONS = 7;

/**
 * Asks the server one small question after another, then sends it as much as it takes. A line of 1 Mbit/s is busy for four
 * seconds; one so fast that only the answer's way counts is told by that. Fails as its ports do.
 */
export const measureLine = async ({ ping, load, nowMs }: LinePorts): Promise<LineMeasure> => {
  const tripsMs: number[] = [];
  for (let question = 0; question < QUESTIONS; question += 1) {
    const askedAtMs = nowMs();
    await ping();
    tripsMs.push(nowMs() - askedAtMs);
  }
  tripsMs.sort((a, b) => a - b);
  const medianMs = tripsMs[Math.floor(QUESTIONS / 2)] ?? 0;
  const sentAtMs = nowMs();
  await load(new Uint8Array(UPLINK_BYTES));
  const tookMs = Math.max(1, nowMs() - sentAtMs - medianMs);
  return { medianMs, slowestMs: tripsMs.at(-1) ?? 0, uplinkBps: (UPLINK_BYTES * 8 * 1_000) / tookMs };
};
