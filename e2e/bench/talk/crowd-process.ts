import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import { WebSocket } from 'ws';
import { Buyers } from '../../../server/till/buyers.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/frame.ts';
import { SOCKET_PATH } from '../../../shared/protocol/paths.ts';
import type { VIEWER_METHODS } from '../../../shared/protocol/viewer-methods.ts';
import { percentile } from '../figure.ts';
import { CrowdOrder, type CrowdReport } from './crowd-messages.ts';

// crowd-process.ts URL ADDRESS SOCKETS
// A forked process: that many viewers without a picture, who write and tap as they are told. Frames are searched, not parsed:
// what a thousand pages would parse on a thousand machines is not to be paid here.
const [, , url = '', address = '', socketCount = ''] = process.argv;
const SOCKETS = Number(socketCount);

/** The server lets an address come so often; a crowd has many. Loopback is as wide as that. */
const SOCKETS_AN_ADDRESS = 150;
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

const hear = (text: string, isFirst: boolean): void => {
  for (const [, sentAtMs] of text.matchAll(/"text":"at ([\d.]+)"/g)) heardMs.push(performance.now() - Number(sentAtMs));
  if (text.includes('"t":"failure"')) refused += 1;
  const hearts = isFirst && /"reactions\.counted".*?"heart":(\d+)/.exec(text)?.[1];
  if (!hearts) return;
  ticksMs.push(performance.now());
  counted += Number(hearts);
};

type Asked = 'session.open' | 'chat.write' | 'reaction.tap';

class Viewer {
  readonly #socket: WebSocket;
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async join(index: number): Promise<Viewer> {
    const socket = new WebSocket(new URL(SOCKET_PATH, url.replace('http', 'ws')), {
      headers: { Origin: url, Cookie: buyers.welcome(undefined)?.split(';')[0] ?? '' },
      localAddress: `127.0.${1 + Math.floor(index / SOCKETS_AN_ADDRESS)}.1`,
    });
    await once(socket, 'open');
    const viewer = new Viewer(socket);
    const opened = once(socket, 'message');
    viewer.ask('session.open', { as: 'viewer', version: PROTOCOL_VERSION, address, resume: null, watch: null });
    await opened;
    socket.on('message', (data) => hear(Buffer.isBuffer(data) ? data.toString() : '', index === 0));
    return viewer;
  }

  ask<Name extends Asked>(method: Name, params: v.InferInput<(typeof VIEWER_METHODS)[Name]['params']>): void {
    this.#socket.send(JSON.stringify({ t: 'request', id: this.#nextId, method, params }));
    this.#nextId += 1;
  }
}

const viewers: Viewer[] = [];
for (let index = 0; index < SOCKETS; index += 1) viewers.push(await Viewer.join(index));

/** Calls `act` for one viewer after the other, `perSecond` times a second. */
const inTurn = async (seconds: number, perSecond: number, act: (viewer: Viewer) => void): Promise<number> => {
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
  const say = (viewer: Viewer): void => {
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

const tell = (report: CrowdReport): void => void process.send?.(report);
process.on('message', (message) => {
  const order = v.parse(CrowdOrder, message);
  const done =
    order.phase === 'write' ? write(order.seconds, order.messagesPerSecond) : tap(order.seconds, order.tapsPerSecond);
  void done.then(tell);
});
process.once('disconnect', () => process.exit());
tell({ kind: 'ready' });
