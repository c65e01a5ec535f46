import * as v from 'valibot';
import { assert } from '../../../shared/invariant.ts';
import { Timings } from '../timings.ts';

/** What the benchmark compares with: the same program drawn by a 2D canvas in a worker, read back as an encoder would. */
const Start = v.object({
  back: v.instance(ReadableStream<VideoFrame>),
  corner: v.instance(ReadableStream<VideoFrame>),
  widthPx: v.number(),
  heightPx: v.number(),
});
const Take = v.object({ take: v.literal('timings') });

const CARD = { widthPx: 474, heightPx: 156 } as const;
const COLORS = ['#fffdf8', '#1a1408'] as const;

const drawCard = (): OffscreenCanvas => {
  const card = new OffscreenCanvas(CARD.widthPx + 64, CARD.heightPx + 64);
  const context = card.getContext('2d');
  assert(context, 'a worker gives a 2d context');
  context.shadowBlur = 20;
  context.shadowColor = 'rgb(0 0 0 / 30%)';
  context.fillStyle = COLORS[0];
  context.beginPath();
  context.roundRect(32, 32, CARD.widthPx, CARD.heightPx, 12);
  context.fill();
  context.shadowColor = 'transparent';
  context.fillStyle = COLORS[1];
  context.font = '700 46px sans-serif';
  context.fillText('¥39.90', 190, 120);
  return card;
};

/** Keeps the newest frame of a stream; more would stall the camera. */
const keepNewest = (readable: ReadableStream<VideoFrame>, onFrame: () => void): (() => VideoFrame | null) => {
  let newest: VideoFrame | null = null;
  const reader = readable.getReader();
  const read = async (): Promise<void> => {
    for (let result = await reader.read(); !result.done; result = await reader.read()) {
      newest?.close();
      newest = result.value;
      onFrame();
    }
  };
  read().catch(reportError);
  return () => newest;
};

const run = ({ back, corner, widthPx, heightPx }: v.InferOutput<typeof Start>): (() => number[]) => {
  const timings = new Timings();
  const canvas = new OffscreenCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d', { alpha: false });
  assert(context, 'a worker gives a 2d context');
  const card = drawCard();
  const pixels = new Uint8Array(widthPx * heightPx * 4);
  let isPainting = false;
  const cornerFrame = keepNewest(corner, () => undefined);
  const paint = async (): Promise<void> => {
    const [below, above] = [backFrame(), cornerFrame()];
    if (!below || !above || isPainting) return;
    isPainting = true;
    const startedAtMs = performance.now();
    context.drawImage(below, 0, 0, widthPx, heightPx);
    context.drawImage(above, widthPx * 0.71, heightPx * 0.05, widthPx * 0.24, heightPx * 0.24);
    context.drawImage(card, 32, 496);
    context.drawImage(card, 572, 496);
    const frame = new VideoFrame(canvas, { timestamp: startedAtMs * 1000 });
    await frame.copyTo(pixels);
    timings.add(performance.now() - startedAtMs);
    frame.close();
    isPainting = false;
  };
  const backFrame = keepNewest(back, () => void paint().catch(reportError));
  return () => timings.take(0.5, 0.95);
};

let takeTimings: (() => number[]) | null = null;

self.addEventListener('message', ({ data }) => {
  if (v.is(Take, data)) self.postMessage(takeTimings?.() ?? []);
  else takeTimings = run(v.parse(Start, data));
});
