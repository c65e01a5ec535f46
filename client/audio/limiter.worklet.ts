import * as v from 'valibot';
import { makeLimiter } from './limiter.ts';
import { LIMITER_PROCESSOR, LimiterMode } from './worklet-messages.ts';

/** Below full scale, so that what the encoder rounds up and what lies between samples does not clip at the listener. */
const CEILING_DB = -1;
/** What "off" means: samples still pass the same delay, under a ceiling that no mix reaches. */
const NO_CEILING_DB = 60;
const LOOKAHEAD_MS = 5;
const RELEASE_MS = 120;

class LimiterProcessor extends AudioWorkletProcessor {
  readonly #limiter = makeLimiter({
    sampleRateHz: sampleRate,
    ceilingDb: CEILING_DB,
    lookaheadMs: LOOKAHEAD_MS,
    releaseMs: RELEASE_MS,
  });

  constructor() {
    super();
    this.port.onmessage = ({ data }) => {
      this.#limiter.setCeilingDb(v.parse(LimiterMode, data) === 'on' ? CEILING_DB : NO_CEILING_DB);
    };
  }

  process([input = []]: Float32Array[][], [output = []]: Float32Array[][]): boolean {
    this.#limiter.process(input, output);
    return true;
  }
}

registerProcessor(LIMITER_PROCESSOR, LimiterProcessor);
