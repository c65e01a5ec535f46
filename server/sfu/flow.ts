import type { ProgramState, Vigilance } from './port.ts';

/**
 * Silence after which a producer counts as stalled, in milliseconds.
 * Lower shows "reconnecting" sooner; higher hides a hiccup of the host's uplink.
 */
export const STALLED_AFTER_MS = 1_000;

/**
 * Silence of picture and sound together after which a host who is feared lost is believed to be, in milliseconds.
 * A sound is a packet each 20 ms. Lower would take a burst of lost packets for a death; higher keeps viewers waiting for whoever
 * stands by.
 */
export const LOST_AFTER_MS = 250;

/** Whether RTP arrives: the last total of bytes, when it was last seen to have grown, and until when it surely has not since. */
export type Flow = { readonly bytes: number; readonly grewAtMs: number | null; readonly silentUntilMs: number };

export const NO_FLOW: Flow = { bytes: 0, grewAtMs: null, silentUntilMs: 0 };

/** A producer's total since its start, of some moment between the two. */
type FlowSample = { readonly bytes: number; readonly askedAtMs: number; readonly answeredAtMs: number };

/** A smaller total than before is a restarted stream and counts as growth. */
export const sampleFlow = (flow: Flow, { bytes, askedAtMs, answeredAtMs }: FlowSample): Flow =>
  bytes === flow.bytes
    ? { ...flow, silentUntilMs: askedAtMs }
    : { bytes, grewAtMs: answeredAtMs, silentUntilMs: answeredAtMs };

export const isArriving = (flow: Flow, atMs: number): boolean =>
  flow.grewAtMs !== null && atMs - flow.grewAtMs <= STALLED_AFTER_MS;

/** Judged by samples alone: a busy server that is late to ask takes nobody for lost. */
const isHeard = ({ grewAtMs, silentUntilMs }: Flow): boolean =>
  grewAtMs !== null && silentUntilMs - grewAtMs <= LOST_AFTER_MS;

/** Whether a host whose streams are `flows` is believed to be there. */
export const isThere = (flows: readonly Flow[], vigilance: Vigilance): boolean =>
  vigilance === 'usual' || flows.some(isHeard);

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
