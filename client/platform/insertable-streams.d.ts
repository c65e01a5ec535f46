/**
 * Frames of a track as a stream and back, as Chromium has them; TypeScript's DOM library does not know them yet.
 * Remove what a newer library brings.
 * @see https://w3c.github.io/mediacapture-transform/
 */

type MediaStreamTrackProcessorInit = {
  readonly track: MediaStreamTrack;
  /** Frames kept while nobody reads; the oldest is dropped (and closed) first. Chromium's default for video is 1. */
  readonly maxBufferSize?: number;
};

declare class MediaStreamTrackProcessor<Frame extends VideoFrame | AudioData = VideoFrame> {
  constructor(init: MediaStreamTrackProcessorInit);
  readonly readable: ReadableStream<Frame>;
}

/** Chromium's first form of the standard's VideoTrackGenerator: made on the page, its `writable` is transferred to a worker. */
declare class MediaStreamTrackGenerator<Frame extends VideoFrame | AudioData = VideoFrame> extends MediaStreamTrack {
  constructor(init: { readonly kind: 'video' | 'audio' });
  readonly writable: WritableStream<Frame>;
}
