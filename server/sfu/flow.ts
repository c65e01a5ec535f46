import type { ProgramState } from './port.ts';

/**
 * Silence after which a producer counts as stalled, in milliseconds.
 * Lower shows "reconnecting" sooner; higher hides a hiccup of the host's uplink.
 */
export const STALLED_AFTER_MS = 1_000;

/** Whether RTP arrives: the last total of bytes, and when it last grew. */
export type Flow = { readonly bytes: number; readonly grewAtMs: number | null };

export const NO_FLOW: Flow = { bytes: 0, grewAtMs: null };

/** `bytes` is the producer's total since its start; a smaller total than before is a restarted stream and counts as growth. */
export const sampleFlow = (flow: Flow, bytes: number, atMs: number): Flow =>
  bytes === flow.bytes ? flow : { bytes, grewAtMs: atMs };

export const isArriving = (flow: Flow, atMs: number): boolean =>
  flow.grewAtMs !== null && atMs - flow.grewAtMs <= STALLED_AFTER_MS;

export type ProgramFacts = {
  readonly hasVideo: boolean;
  readonly hasAudio: boolean;
  readonly isTransportUp: boolean;
  /** Of the video: a host may send silence as nothing, but never a picture as nothing. */
  readonly isVideoArriving: boolean;
};

export const programOf = (facts: ProgramFacts): ProgramState => {
  if (!facts.hasVideo || !facts.hasAudio) return 'absent';
  return facts.isTransportUp && facts.isVideoArriving ? 'flowing' : 'stalled';
};
