import { AppError } from '../../shared/errors.ts';

/**
 * Tracks as streams of frames and back, in the form that Chromium has. Both streams are transferred to workers, and frames
 * then flow past the page: with the page blocked for 3 s, a worker still got 30 frames a second (Chromium 156). A processor
 * cannot be made in a worker there, and tracks cannot be transferred.
 * @see https://w3c.github.io/mediacapture-transform/
 */
export type FrameWriter = { readonly track: MediaStreamTrack; readonly writable: WritableStream<VideoFrame> };

export const openFrameWriter = (): FrameWriter => {
  if (!('MediaStreamTrackGenerator' in globalThis)) throw new AppError('browser.unsupported');
  const track = new MediaStreamTrackGenerator({ kind: 'video' });
  return { track, writable: track.writable };
};

/** One frame is kept while nobody reads: an older picture is worth nothing. Ends with the track. */
export const readFrames = (track: MediaStreamTrack): ReadableStream<VideoFrame> => {
  if (!('MediaStreamTrackProcessor' in globalThis)) throw new AppError('browser.unsupported');
  return new MediaStreamTrackProcessor<VideoFrame>({ track, maxBufferSize: 1 }).readable;
};
