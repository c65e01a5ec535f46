import * as v from 'valibot';
import { wallClockMs } from '../platform/clock.ts';
import { ToTrackWorker } from './messages.ts';
import { TrackKeeper } from './track-keeper.ts';

/** How often to look whether the compositor has fallen silent. */
const WATCH_MS = 100;

let keeper: TrackKeeper<VideoFrame> | null = null;

const open = (writable: WritableStream<VideoFrame>, originMs: number): void => {
  const writer = writable.getWriter();
  keeper = new TrackKeeper({
    write: (frame) => writer.write(frame),
    redate: (frame, timestamp) => new VideoFrame(frame, { timestamp }),
    nowMicros: () => Math.round((wallClockMs() - originMs) * 1000),
  });
  setInterval(() => keeper?.watch(), WATCH_MS);
};

self.addEventListener('message', ({ data }) => {
  const message = v.parse(ToTrackWorker, data);
  if (message.type === 'open') return open(message.writable, message.originMs);
  message.input.onmessage = ({ data: frame }) => {
    if (frame instanceof VideoFrame) keeper?.put(frame);
  };
});
