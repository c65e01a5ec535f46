import * as v from 'valibot';
import { BackdropKind } from './backdrops.ts';
import { MASK_PIXELS } from './segmenter.ts';

/** What the page and the two workers say to each other. Frames are not among it: they flow in streams, past the page. */

/** What the page tells the worker that paints. */
export const ToBackdrop = v.variant('type', [
  v.object({ type: v.literal('open'), writable: v.instance(WritableStream<VideoFrame>), kind: BackdropKind }),
  /** A camera's frames, instead of those before. */
  v.object({ type: v.literal('feed'), readable: v.instance(ReadableStream<VideoFrame>) }),
  v.object({ type: v.literal('show'), kind: BackdropKind }),
  /** Who tells persons from rooms from now on: the other end is a segmenter's worker. */
  v.object({ type: v.literal('segmenter'), port: v.instance(MessagePort) }),
]);
export type ToBackdrop = v.InferOutput<typeof ToBackdrop>;

/** The first painted frame is on its way: the track has a picture from now on. */
export const FromBackdrop = v.object({ type: v.literal('flowing') });
export type FromBackdrop = v.InferOutput<typeof FromBackdrop>;

export const ToSegmenter = v.object({ type: v.literal('open'), port: v.instance(MessagePort) });
export type ToSegmenter = v.InferOutput<typeof ToSegmenter>;

/** Once: the first mask is made, or there will be none. */
export const FromSegmenter = v.variant('type', [
  v.object({ type: v.literal('working') }),
  v.object({ type: v.literal('failed') }),
]);
export type FromSegmenter = v.InferOutput<typeof FromSegmenter>;

/** From the painter to the segmenter: a picture of `MASK_SIZE`, as the bytes of a surface. One at a time. */
export const SegmentRequest = v.object({ picture: v.instance(Uint8Array<ArrayBuffer>) });
export type SegmentRequest = v.InferOutput<typeof SegmentRequest>;

export const SegmentReply = v.object({
  mask: v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check(({ length }) => length === MASK_PIXELS),
  ),
});
export type SegmentReply = v.InferOutput<typeof SegmentReply>;
