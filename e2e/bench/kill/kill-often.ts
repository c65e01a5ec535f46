import { cleanup } from 'node-datachannel';
import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom, type Random } from '../../../shared/random.ts';
import type { TallyServer } from '../../fixtures/tally-server.ts';
import { LoadPublisher } from '../load/load-publisher.ts';
import { cookieHeader, openStage, type Stage } from '../stage.ts';
import { Books } from './books.ts';
import { Buyer } from './buyer.ts';
import { readLeftLog } from './disk.ts';
import { StockingHost } from './host.ts';
import { lostOf } from './lost.ts';

type Settings = {
  readonly kills: number;
  readonly buyers: number;
  readonly seed: number;
  /** After each kill. */
  readonly onKill?: (kills: number) => void;
};

export type KillReport = {
  readonly kills: number;
  /** Holds and places in the line, wishes that got nothing, orders, and cancellations that buyers were told of. */
  readonly acknowledged: Readonly<Record<'holds' | 'rejections' | 'orders' | 'cancels', number>>;
  /** Wishes that a kill cut off before their answer, and how many of these were stored all the same. */
  readonly cutOff: { readonly wishes: number; readonly stored: number };
  readonly events: number;
  /** What was acknowledged, and is not so in the log. */
  readonly lost: readonly string[];
  /** What happened twice or cannot be, and stock that is not exact. */
  readonly wrong: readonly string[];
  /** Of each start but the first: from the start of the process until a buyer was let in. */
  readonly recoveriesMs: readonly number[];
};

/**
 * The server dies after so many answers at most: while buyers come back, or in the middle of what they do. Counted, and not timed:
 * a slow machine's server is not killed before it has done anything.
 */
const MAX_ANSWERS = 200;
/** And so much later, at most: not always just after an answer. */
const MAX_MORE_MS = 10;

/** Kills the product’s server again and again while many buy, and holds what it acknowledged against what it kept. */
export const killOften = async ({ kills, buyers: count, seed, onKill }: Settings): Promise<KillReport> => {
  const random = seededRandom(seed);
  const stage = await openStage();
  const { server, showId, address } = stage;
  try {
    const host = new StockingHost({ url: server.url, cookie: cookieHeader(stage.cookies), showId });
    await goLive(stage);
    await host.fillShelf();
    const buyers = Array.from({ length: count }, () => new Buyer({ url: server.url, address }, random));
    const books = new Books();
    const recoveriesMs: number[] = [];
    const cutOff = { wishes: 0, stored: 0 };
    const lost: string[] = [];
    const wrong: string[] = [];
    let died = 0;
    while (died < kills && lost.length + wrong.length === 0) {
      const startedAtMs = performance.now();
      if (died > 0) await server.open();
      const servedAtMs = await liveAndDie({ server, host, buyers, random });
      if (died > 0) recoveriesMs.push(servedAtMs - startedAtMs);
      died += 1;
      for (const buyer of buyers) books.expectStated(buyer.stated.splice(0));
      books.add(await readLeftLog(server.dataDir, { showId, afterSeq: books.seq }));
      for (const { id, wishes } of buyers) {
        const unanswered = wishes.filter(({ verdict }) => verdict === null);
        cutOff.wishes += unanswered.length;
        cutOff.stored += unanswered.filter(({ params }) => books.verdictOf(id, params.intent) !== null).length;
      }
      lost.push(...lostOf(books, buyers, host));
      wrong.push(...books.problems, ...buyers.flatMap(({ problems }) => problems));
      onKill?.(died);
    }
    // All of it once more, from the first event on: nothing that was read before may have changed.
    const whole = new Books();
    whole.add(await readLeftLog(server.dataDir, { showId, afterSeq: 0 }));
    lost.push(...lostOf(whole, buyers, host));
    wrong.push(...whole.problems);
    return { kills: died, acknowledged: acknowledgedTo(buyers), cutOff, events: whole.seq, lost, wrong, recoveriesMs };
  } finally {
    await stage.close();
  }
};

const goLive = async ({ server, showId, cookies }: Stage): Promise<void> => {
  const publisher = await LoadPublisher.goLive({ url: server.url, cookie: cookieHeader(cookies), showId });
  publisher.close();
  // libdatachannel's threads would keep this process alive.
  cleanup();
};

type Life = {
  readonly server: TallyServer;
  readonly host: StockingHost;
  readonly buyers: readonly Buyer[];
  readonly random: Random;
};

/** Returns when the first buyer was let in. */
const liveAndDie = async ({ server, host, buyers, random }: Life): Promise<number> => {
  const killing = new AbortController();
  const fatal = Math.ceil(random() * MAX_ANSWERS);
  let answers = 0;
  let servedAtMs = NaN;
  const { promise: due, resolve } = Promise.withResolvers<void>();
  const onAnswer = (): void => {
    answers += 1;
    if (answers === 1) servedAtMs = performance.now();
    if (answers === fatal) resolve();
  };
  const people = Promise.all([
    host.restock(killing.signal),
    ...buyers.map((buyer) => buyer.live(killing.signal, onAnswer)),
  ]);
  // Somebody who fails while the server lives has found something.
  await Promise.race([people, due]);
  await delay(random() * MAX_MORE_MS);
  killing.abort();
  await server.kill();
  await people;
  return servedAtMs;
};

const acknowledgedTo = (buyers: readonly Buyer[]): KillReport['acknowledged'] => {
  const wishes = buyers.flatMap((buyer) => buyer.wishes);
  return {
    holds: wishes.filter(({ holdId }) => holdId !== null).length,
    rejections: wishes.filter(({ verdict }) => verdict?.kind === 'rejected').length,
    orders: wishes.filter(({ payment }) => payment === 'acknowledged').length,
    cancels: wishes.filter(({ cancel }) => cancel === 'acknowledged').length,
  };
};
