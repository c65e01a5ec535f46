import * as v from 'valibot';
import { makeSurface } from '../planes/surface.ts';
import { SegmentRequest, ToSegmenter, type FromSegmenter, type SegmentReply } from './messages.ts';
import { MASK_SIZE } from './segmenter.ts';
import { openTfjsSegmenter } from './tfjs-segmenter.ts';

const tell = (message: FromSegmenter): void => self.postMessage(message);

const serve = async (port: MessagePort): Promise<void> => {
  const segmenter = await openTfjsSegmenter();
  const surface = makeSurface(MASK_SIZE);
  let hasWorked = false;
  const answer = async (request: SegmentRequest): Promise<void> => {
    surface.buffer.set(request.picture);
    const mask = Uint8Array.from(await segmenter.segment(surface));
    const reply: SegmentReply = { mask };
    port.postMessage(reply, [mask.buffer]);
    if (!hasWorked) tell({ type: 'working' });
    hasWorked = true;
  };
  port.addEventListener('message', ({ data }) => void answer(v.parse(SegmentRequest, data)).catch(fail));
  port.start();
};

/** Without its files, its memory or WebAssembly there is no mask, now or later. */
const fail = (error: unknown): void => {
  reportError(error);
  tell({ type: 'failed' });
};

self.addEventListener('message', ({ data }) => void serve(v.parse(ToSegmenter, data).port).catch(fail));
