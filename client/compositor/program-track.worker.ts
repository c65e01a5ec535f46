import * as v from 'valibot';
import { wallClockMs } from '../platform/clock.ts';
import { ToTrackWorker } from './messages.ts';
import { TrackKeeper } from './track-keeper.ts';

/** How often to look whether the compositor has fallen silent. */
const WATCH_MS = 100;

let keeper: TrackKeeper<VideoFrame> | null = null;

const copyFrame = async (frame: VideoFrame, timestamp: number): Promise<VideoFrame> => {
  const { format, codedWidth, codedHeight, colorSpace } = frame;
  if (format === null) return new VideoFrame(frame, { timestamp });
  const bytes = new Uint8Array(frame.allocationSize());
  const layout = await frame.copyTo(bytes);
  const { width = codedWidth, height = codedHeight } = frame.visibleRect ?? {};
  const size = { codedWidth: width, codedHeight: height };
  return new VideoFrame(bytes, { format, ...size, timestamp, layout, colorSpace: colorSpace.toJSON() });
};

const open = (writable: WritableStream<VideoFrame>): void => {
  const writer = writable.getWriter();
  keeper = new TrackKeeper({
    write: (frame) => writer.write(frame),
    share: (frame) => frame.clone(),
    copy: copyFrame,
    nowMicros: () => Math.round(wallClockMs() * 1000),
  });
  setInterval(() => void keeper?.watch().catch(reportError), WATCH_MS);
};

self.addEventListener('message', ({ data }) => {
  const message = v.parse(ToTrackWorker, data);
  if (message.type === 'open') return open(message.writable);
  message.input.onmessage = ({ data: frame }) => {
    if (frame instanceof VideoFrame) keeper?.put(frame);
  };
});
