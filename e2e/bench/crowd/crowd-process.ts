import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { Buyers } from '../../../server/till/buyers.ts';
import { assertNever } from '../../../shared/invariant.ts';
import { percentile } from '../figure.ts';
import { Burst } from './burst.ts';
import { CrowdOrder, type CrowdReport } from './crowd-messages.ts';
import { CrowdViewer, type Hearing } from './crowd-viewer.ts';

// crowd-process.ts URL ADDRESS SOCKETS
// A forked process: that many viewers without a picture, who write, tap and buy as they are told. Frames are searched, not parsed:
// what a thousand pages would parse on a thousand machines is not to be paid here.
const [, , url = '', address = '', socketCount = ''] = process.argv;
const SOCKETS = Number(socketCount);

const PAGE_TELLS_TAPS_EVERY_MS = 300;
const STEP_MS = 10;
/** The first messages find code that was never run, in a room that a thousand have just entered. */
const WARM_UP_SECONDS = 3;
/** What was written last is on its way so long at most. */
const SETTLE_MS = 2_000;

const buyers = new Buyers('http');
const heardMs: number[] = [];
let refused = 0;
const ticksMs: number[] = [];
let counted = 0;

/** How a message of the crowd begins in a frame; the time when it was written follows. */
const WRITTEN = '"text":"at ';

function hearTalk(text: string, { index }: CrowdViewer): void {
  for (let at = text.indexOf(WRITTEN); at !== -1; at = text.indexOf(WRITTEN, at + 1)) {
    const startsAt = at + WRITTEN.length;
    heardMs.push(performance.now() - Number(text.slice(startsAt, text.indexOf('"', startsAt))));
  }
  if (text.startsWith('{"t":"failure"')) refused += 1;
  const hearts = index === 0 && /"reactions\.counted".*?"heart":(\d+)/.exec(text)?.[1];
  if (!hearts) return;
  ticksMs.push(performance.now());
  counted += Number(hearts);
}

const viewers: CrowdViewer[] = [];
/** Who listens at the moment; between two orders nobody does. */
let listening: Hearing = hearTalk;
for (let index = 0; index < SOCKETS; index += 1) {
  const cookie = buyers.welcome(undefined)?.split(';')[0] ?? '';
  viewers.push(await CrowdViewer.join({ url, address, index, cookie }, (text, viewer) => listening(text, viewer)));
}

/** Calls `act` for one viewer after the other, `perSecond` times a second. */
const inTurn = async (seconds: number, perSecond: number, act: (viewer: CrowdViewer) => void): Promise<number> => {
  const startedAtMs = performance.now();
  let done = 0;
  for (let elapsedS = 0; elapsedS < seconds; elapsedS = (performance.now() - startedAtMs) / 1_000) {
    for (; done < elapsedS * perSecond; done += 1) {
      const viewer = viewers[done % SOCKETS];
      if (viewer) act(viewer);
    }
    await delay(STEP_MS);
  }
  return done;
};

const write = async (seconds: number, perSecond: number): Promise<CrowdReport> => {
  const say = (viewer: CrowdViewer): void => {
    const text = `at ${performance.now().toFixed(2)}`;
    viewer.ask('chat.write', { name: 'Guest', text, replyToId: null, intent: crypto.randomUUID() });
  };
  await inTurn(WARM_UP_SECONDS, perSecond, say);
  await delay(SETTLE_MS);
  heardMs.length = 0;
  refused = 0;
  const written = await inTurn(seconds, perSecond, say);
  await delay(SETTLE_MS);
  const unheard = (written - refused) * SOCKETS - heardMs.length;
  return { kind: 'written', p50Ms: percentile(heardMs, 0.5), p99Ms: percentile(heardMs, 0.99), unheard, refused };
};

const tap = async (seconds: number, tapsPerSecond: number): Promise<CrowdReport> => {
  const tellsPerSecond = (SOCKETS * 1_000) / PAGE_TELLS_TAPS_EVERY_MS;
  const heart = Math.ceil(tapsPerSecond / tellsPerSecond);
  ticksMs.length = 0;
  counted = 0;
  const told = await inTurn(seconds, tellsPerSecond, (viewer) => {
    viewer.ask('reaction.tap', { heart, thumb: 0, laugh: 0 });
  });
  await delay(SETTLE_MS);
  return {
    kind: 'tapped',
    sentPerSecond: (told * heart) / seconds,
    countedPerSecond: counted / seconds,
    ticksPerSecond: (1_000 * (ticksMs.length - 1)) / ((ticksMs.at(-1) ?? 0) - (ticksMs[0] ?? 0)),
  };
};

const buy = async (order: Extract<CrowdOrder, { phase: 'buy' }>): Promise<CrowdReport> => {
  const burst = new Burst(order, viewers);
  listening = burst.hear;
  const report = await burst.run();
  listening = hearTalk;
  return report;
};

const obey = (order: CrowdOrder): Promise<CrowdReport> => {
  switch (order.phase) {
    case 'write':
      return write(order.seconds, order.messagesPerSecond);
    case 'tap':
      return tap(order.seconds, order.tapsPerSecond);
    case 'buy':
      return buy(order);
    default:
      return assertNever(order);
  }
};

const tell = (report: CrowdReport): void => void process.send?.(report);
process.on('message', (message) => {
  void obey(v.parse(CrowdOrder, message)).then(tell);
});
process.once('disconnect', () => process.exit());
tell({ kind: 'ready' });
