import * as v from 'valibot';
import { assertNever } from '../../shared/invariant.ts';
import { frameOf, uprightReader } from '../planes/video-frame.ts';
import { wallClockMs } from '../platform/clock.ts';
import { BackdropLoop } from './backdrop-loop.ts';
import { ToBackdrop, type FromBackdrop } from './messages.ts';
import { openPortSegmenter } from './port-segmenter.ts';

type Opening = Extract<ToBackdrop, { type: 'open' }>;

let loop: BackdropLoop<VideoFrame> | null = null;

const tell = (message: FromBackdrop): void => self.postMessage(message);

const open = ({ writable, kind }: Opening): void => {
  const writer = writable.getWriter();
  loop = new BackdropLoop(kind, {
    nowMs: wallClockMs,
    readUpright: uprightReader(),
    make: frameOf,
    write: (frame) => writer.write(frame),
    onFlowing: () => tell({ type: 'flowing' }),
    onError: reportError,
  });
};

self.addEventListener('message', ({ data }) => {
  const message = v.parse(ToBackdrop, data);
  switch (message.type) {
    case 'open':
      return open(message);
    case 'feed':
      return loop?.feed(message.readable);
    case 'show':
      return loop?.show(message.kind);
    case 'segmenter':
      return loop?.use(openPortSegmenter(message.port));
    default:
      return assertNever(message);
  }
});
