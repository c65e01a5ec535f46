import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { env, ready, setBackend, Tensor, tensor4d } from '@tensorflow/tfjs-core';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { assert } from '../../shared/invariant.ts';
import { rgbaOf } from '../planes/plane-convert.ts';
import type { Surface } from '../planes/surface.ts';
import { MASK_PIXELS, MASK_SIZE, type Segmenter } from './segmenter.ts';
import modelUrl from './selfie/selfie.json?url';
import weightsUrl from './selfie/selfie.bin?url';

const CHANNELS = 3;

/**
 * MediaPipe's selfie model in WebAssembly. One thread: its threads would need scripts from blobs, which the content security
 * policy forbids, and one takes about 14 ms a mask.
 */
export const openTfjsSegmenter = async (): Promise<Segmenter> => {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  // It wants an address for every build there is; only the one with SIMD is shipped, which every browser with our streams has.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmUrl,
  });
  assert(await setBackend('wasm'), 'the WebAssembly of tfjs starts');
  await ready();
  const model = await loadGraphModel(modelUrl, { weightUrlConverter: () => Promise.resolve(weightsUrl) });
  const pixels = new Float32Array(MASK_PIXELS * CHANNELS);
  const mask = new Uint8Array(MASK_PIXELS);
  return {
    segment: async (picture) => {
      readRgb(picture, pixels);
      const input = tensor4d(pixels, [1, MASK_SIZE.heightPx, MASK_SIZE.widthPx, CHANNELS]);
      const output = model.execute(input);
      assert(output instanceof Tensor, 'the model has one output');
      const sureness = await output.data();
      for (let at = 0; at < MASK_PIXELS; at += 1) mask[at] = Math.round(255 * (sureness[at] as number));
      output.dispose();
      input.dispose();
      return mask;
    },
    close: () => model.dispose(),
  };
};

/** Red, green and blue from 0 to 1, as the model was trained with. */
const readRgb = (picture: Surface, pixels: Float32Array): void => {
  const rgba = rgbaOf(picture);
  for (let pixel = 0; pixel < MASK_PIXELS; pixel += 1) {
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      pixels[pixel * CHANNELS + channel] = (rgba[pixel * 4 + channel] as number) / 255;
    }
  }
};
