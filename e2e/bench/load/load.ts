import { cleanup } from 'node-datachannel';
import { figuresOf, median, percentile, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { readUsage } from '../process-usage.ts';
import { cookieHeader, openStage, type Stage } from '../stage.ts';
import { LoadPublisher } from './load-publisher.ts';
import { Viewers } from './viewers-client.ts';

const VIEWERS = 50;
/** A wave of 20 a second: a notification has just gone out. */
const JOIN_EVERY_MS = 50;
const SETTLE_MS = 4_000;
const WINDOW_MS = 20_000;
const BITS_PER_BYTE = 8;
const BITS_PER_GBIT = 1e9;
const BYTES_PER_MB = 1e6;

const KINDS = {
  cpuPerGbit: { title: 'SFU CPU per delivered Gbit', unit: 's' },
  microsPerPacket: { title: 'SFU CPU per delivered packet', unit: 'µs' },
  systemShare: { title: '… of it in the kernel', unit: '%' },
  lossPercent: { title: 'Lost packets', unit: '%' },
  deliveredMbps: { title: 'Delivered to all viewers', unit: 'Mbit/s' },
  workerMb: { title: 'Media worker, resident memory', unit: 'MB' },
  workerPerViewerMb: { title: '… grown per viewer', unit: 'MB' },
  serverMb: { title: 'Server process, resident memory', unit: 'MB' },
  joinP50: { title: 'Socket opened to first video packet, p50', unit: 'ms' },
  joinP95: { title: 'Socket opened to first video packet, p95', unit: 'ms' },
  generatorCores: { title: 'Load client, cores', unit: '' },
} as const;

type Run = Readonly<Record<keyof typeof KINDS, number>>;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const measureRun = async (stage: Stage): Promise<Run> => {
  const { server, showId, address } = stage;
  const publisher = await LoadPublisher.goLive({ url: server.url, cookie: cookieHeader(stage.cookies), showId });
  const [workerPid] = await server.workerPids();
  if (workerPid === undefined) throw new Error('the server has no media worker');
  const alone = await readUsage(workerPid);
  const viewers = await Viewers.join({ url: server.url, address, viewers: VIEWERS, joinEveryMs: JOIN_EVERY_MS });
  try {
    await sleep(SETTLE_MS);
    const observe = async () => ({
      worker: await readUsage(workerPid),
      generator: await readUsage(viewers.pid),
      totals: await viewers.totals(),
      atMs: performance.now(),
    });
    const before = await observe();
    await sleep(WINDOW_MS);
    const after = await observe();
    const systemS = after.worker.systemS - before.worker.systemS;
    const cpuS = after.worker.userS - before.worker.userS + systemS;
    const packets = after.totals.packets - before.totals.packets;
    const bits = (after.totals.bytes - before.totals.bytes) * BITS_PER_BYTE;
    const lost = after.totals.lost - before.totals.lost;
    const seconds = (after.atMs - before.atMs) / 1_000;
    const { userS, systemS: generatorSystemS } = after.generator;
    return {
      cpuPerGbit: cpuS / (bits / BITS_PER_GBIT),
      microsPerPacket: (cpuS * 1e6) / packets,
      systemShare: (100 * systemS) / cpuS,
      lossPercent: (100 * lost) / (packets + lost),
      deliveredMbps: bits / seconds / 1e6,
      workerMb: after.worker.residentBytes / BYTES_PER_MB,
      workerPerViewerMb: (after.worker.residentBytes - alone.residentBytes) / BYTES_PER_MB / VIEWERS,
      serverMb: (await readUsage(server.pid)).residentBytes / BYTES_PER_MB,
      joinP50: median(viewers.joinsMs),
      joinP95: percentile(viewers.joinsMs, 0.95),
      generatorCores: (userS + generatorSystemS - before.generator.userS - before.generator.systemS) / seconds,
    };
  } finally {
    await viewers.close();
    publisher.close();
  }
};

const measureLoad = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${VIEWERS} viewers`);
    const stage = await openStage();
    try {
      done.push(await measureRun(stage));
    } finally {
      await stage.close();
    }
  }
  // libdatachannel's threads would keep this process alive.
  cleanup();
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchLoad: Benchmark = {
  title: `Load: ${VIEWERS} viewers of a 1.5 Mbit/s stream`,
  method:
    'Viewers are libdatachannel peers (ICE, DTLS, SRTP, receiver reports) in a process of their own that join 20 a second ' +
    'through the product’s own signaling and count RTP packets and gaps in their sequence numbers. The publisher is synthetic ' +
    'VP8 and Opus at a constant rate. The SFU’s CPU is its worker’s user and system time; on loopback it includes the ' +
    'kernel’s receive path.',
  measure: measureLoad,
};
