import { cleanup } from 'node-datachannel';
import { Crowd } from '../crowd/crowd.ts';
import { figuresOf, type Benchmark, type BenchSettings, type Report } from '../figure.ts';
import { LoadPublisher } from '../load/load-publisher.ts';
import { Viewers } from '../load/viewers-client.ts';
import { readUsage } from '../process-usage.ts';
import { cookieHeader, openStage, type Stage } from '../stage.ts';

const SOCKETS = 1_000;
const WATCHERS = 10;
const SECONDS = 20;

const KINDS = {
  chatP50: { title: 'A message to everybody’s socket, p50', unit: 'ms' },
  chatP99: { title: '… p99', unit: 'ms', atMost: 20 },
  unheard: { title: 'Messages that did not reach somebody, or were refused', unit: '', atMost: 0 },
  chatCpu: { title: 'The server’s process meanwhile, of one core', unit: '%' },
  tapsSent: { title: 'Taps a second, sent', unit: '' },
  tapsLost: { title: 'Taps that nobody was told of', unit: '%', atMost: 1 },
  ticks: { title: 'Aggregates a second to each socket', unit: '', atMost: 4 },
  tapsCpu: { title: 'The server’s process meanwhile, of one core', unit: '%' },
} as const;
type Run = Readonly<Record<keyof typeof KINDS, number>>;

/** What `work` comes to, and how busy the server's process was meanwhile, in percent of a core. */
const whileServing = async <Value>(pid: number, work: () => Promise<Value>): Promise<readonly [Value, number]> => {
  const before = await readUsage(pid);
  const startedAtMs = performance.now();
  const value = await work();
  const after = await readUsage(pid);
  const spentS = after.userS + after.systemS - before.userS - before.systemS;
  return [value, (100 * spentS) / ((performance.now() - startedAtMs) / 1_000)];
};

const talk = async ({ server: { pid } }: Stage, crowd: Crowd): Promise<Run> => {
  const writing = { phase: 'write', seconds: SECONDS, messagesPerSecond: 20 } as const;
  const [chat, chatCpu] = await whileServing(pid, () => crowd.order(writing));
  const tapping = { phase: 'tap', seconds: SECONDS, tapsPerSecond: 10_000 } as const;
  const [taps, tapsCpu] = await whileServing(pid, () => crowd.order(tapping));
  if (chat.kind !== 'written' || taps.kind !== 'tapped') throw new Error('the crowd did something else');
  return {
    chatP50: chat.p50Ms,
    chatP99: chat.p99Ms,
    unheard: chat.unheard + chat.refused,
    chatCpu,
    tapsSent: taps.sentPerSecond,
    tapsLost: 100 * (1 - taps.countedPerSecond / taps.sentPerSecond),
    ticks: taps.ticksPerSecond,
    tapsCpu,
  };
};

const measureRun = async (stage: Stage): Promise<Run> => {
  const { server, showId, address, cookies } = stage;
  const publisher = await LoadPublisher.goLive({ url: server.url, cookie: cookieHeader(cookies), showId });
  const watchers = await Viewers.join({ url: server.url, address, viewers: WATCHERS, joinEveryMs: 50 });
  const crowd = await Crowd.gather({ url: server.url, address, sockets: SOCKETS });
  try {
    return await talk(stage, crowd);
  } finally {
    await crowd.close();
    await watchers.close();
    publisher.close();
  }
};

const measureTalk = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${SOCKETS} sockets`);
    const stage = await openStage();
    try {
      done.push(await measureRun(stage));
    } finally {
      await stage.close();
    }
  }
  cleanup();
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchTalk: Benchmark = {
  title: `Talk: ${SOCKETS} sockets`,
  method:
    `A live show of a synthetic 1.5 Mbit/s stream with ${WATCHERS} viewers who receive it, and ${SOCKETS} sockets of others in a ` +
    `process of their own, over the product’s own signaling. For ${SECONDS} s, after 3 s that are not counted, they write 20 messages a second together, ` +
    'another one each time; a message counts from the writing to each socket that hears it, so a thousand times. Then they tap 10,000 ' +
    'times a second for as long, told as pages tell it: each every 300 ms.',
  measure: measureTalk,
};
