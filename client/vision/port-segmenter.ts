import * as v from 'valibot';
import { SegmentReply, type SegmentRequest } from './messages.ts';
import type { Segmenter } from './segmenter.ts';

/** A segmenter that is in another worker. One that dies never answers; a new one takes its place. */
export const openPortSegmenter = (port: MessagePort): Segmenter => {
  let answer: ((mask: Uint8Array) => void) | null = null;
  port.addEventListener('message', ({ data }) => answer?.(v.parse(SegmentReply, data).mask));
  port.start();
  return {
    segment: ({ buffer }) =>
      new Promise((resolve) => {
        answer = resolve;
        const request: SegmentRequest = { picture: buffer.slice() };
        port.postMessage(request, [request.picture.buffer]);
      }),
    close: () => port.close(),
  };
};
