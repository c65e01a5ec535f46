/**
 * The global scope of an AudioWorklet; TypeScript's DOM library has only the page's side of it.
 * @see https://webaudio.github.io/web-audio-api/#AudioWorkletGlobalScope
 */

declare class AudioWorkletProcessor {
  constructor(options?: AudioWorkletNodeOptions);
  readonly port: MessagePort;
}

declare function registerProcessor(
  name: string,
  processor: new (options: AudioWorkletNodeOptions) => AudioWorkletProcessor & {
    /** Returns whether the node must live on when nothing is connected to its inputs. */
    process(inputs: Float32Array[][], outputs: Float32Array[][], parameters: Record<string, Float32Array>): boolean;
  },
): void;

/** Of the worklet's AudioContext, in Hz. */
declare const sampleRate: number;
