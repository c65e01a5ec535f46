import * as v from 'valibot';

/** Page → worker, once, with `writable` transferred. */
export const TestPatternStart = v.object({
  widthPx: v.number(),
  heightPx: v.number(),
  framesPerSecond: v.number(),
  writable: v.custom<WritableStream<VideoFrame>>((value) => value instanceof WritableStream),
});
export type TestPatternStart = v.InferOutput<typeof TestPatternStart>;

/** Worker → page when a flash begins: when the next one will, so that the page can plan its beep. */
export const NextFlash = v.object({ nextFlashAtMs: v.number() });
export type NextFlash = v.InferOutput<typeof NextFlash>;
