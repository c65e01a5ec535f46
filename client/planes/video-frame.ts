import { assert } from '../../shared/invariant.ts';
import { GrowingCanvas } from './growing-canvas.ts';
import type { ReadUpright } from './source-picture.ts';
import type { Surface } from './surface.ts';

/** Between the browser's frames and our planes, inside a worker. */

/** What cameras give, and what a viewer takes a picture for that says nothing of its colors. */
const COLOR_SPACE: VideoColorSpaceInit = {
  primaries: 'smpte170m',
  transfer: 'smpte170m',
  matrix: 'smpte170m',
  fullRange: false,
};

/** A frame with a copy of the surface's pixels. The caller owns it. */
export const frameOf = ({ buffer, widthPx, heightPx, layout }: Surface, timestampMicros: number): VideoFrame =>
  new VideoFrame(buffer, {
    format: 'I420',
    codedWidth: widthPx,
    codedHeight: heightPx,
    timestamp: timestampMicros,
    layout: [...layout],
    colorSpace: COLOR_SPACE,
  });

export const openReadBackContext = (): OffscreenCanvasRenderingContext2D => {
  // Its pixels are always read back: a canvas on the GPU would make every read a stall.
  const context = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true });
  assert(context, 'a worker gives a 2d context');
  return context;
};

export const uprightReader = (): ReadUpright<VideoFrame> => {
  const canvas = new GrowingCanvas(openReadBackContext());
  return (frame, size) => {
    canvas.clear(size).drawImage(frame, 0, 0, size.widthPx, size.heightPx);
    return canvas.read(size);
  };
};
