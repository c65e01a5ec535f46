import { makeLevelWindow } from './level-window.ts';
import { METER_PROCESSOR } from './worklet-messages.ts';

/** Samples in a block of an AudioWorklet; an unconnected input has no channel to count them on. */
const BLOCK_SAMPLES = 128;

class MeterProcessor extends AudioWorkletProcessor {
  readonly #window = makeLevelWindow(sampleRate);
  #isOpen = true;

  constructor() {
    super();
    // Any message is the last one: the processor would otherwise run, and stay in memory, as long as its context.
    this.port.onmessage = () => {
      this.#isOpen = false;
    };
  }

  process([input = []]: Float32Array[][]): boolean {
    if (this.#window.add(input, BLOCK_SAMPLES)) this.port.postMessage(this.#window.levels);
    return this.#isOpen;
  }
}

registerProcessor(METER_PROCESSOR, MeterProcessor);
