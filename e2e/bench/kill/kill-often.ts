import { setTimeout as delay } from 'node:timers/promises';
import { cleanup } from 'node-datachannel';
import { seededRandom, type Random } from '../../../shared/random.ts';
import type { TallyServer } from '../../fixtures/tally-server.ts';
import { LoadPublisher } from '../load/load-publisher.ts';
import { cookieHeader, openStage, type Stage } from '../stage.ts';
import { Buyer } from './buyer.ts';
import { readLeftLog } from './disk.ts';
import { Fate } from './fate.ts';
import { StockingHost } from './host.ts';
import { Inspection } from './inspection.ts';

/** A life takes seconds, on a busy machine too. */
const MAX_LIFE_MS = 120_000;

type Settings = {
  readonly kills: number;
  readonly buyers: number;
  readonly seed: number;
  /** After each kill. */
  readonly onKill?: (kills: number) => void;
};

export type KillReport = Pick<Inspection, 'lost' | 'wrong' | 'cutOff' | 'gathered'> & {
  readonly kills: number;
  /** Holds and places in the line, wishes that got nothing, orders, cancellations and entries that buyers were told of. */
  readonly acknowledged: Readonly<Record<'holds' | 'rejections' | 'orders' | 'cancels' | 'entries', number>>;
  /** Of flash sales and of giveaways; and how many receipts were drawn again. */
  readonly drawn: Readonly<Record<'sales' | 'giveaways' | 'receipts', number>>;
  readonly events: number;
  /** Of each start but the first: from the start of the process until a buyer was let in. */
  readonly recoveriesMs: readonly number[];
};

/** Kills the product’s server again and again while many buy, and holds what it acknowledged against what it kept. */
export const killOften = async ({ kills, buyers: count, seed, onKill }: Settings): Promise<KillReport> => {
  const random = seededRandom(seed);
  const stage = await openStage();
  const { server, showId, address } = stage;
  try {
    const host = new StockingHost({ url: server.url, cookie: cookieHeader(stage.cookies), showId }, random);
    await goLive(stage);
    await host.fillShelf();
    const buyers = Array.from({ length: count }, () => new Buyer({ url: server.url, address }, random));
    const inspection = new Inspection(buyers, host);
    const { books, lost, wrong, cutOff, gathered } = inspection;
    const recoveriesMs: number[] = [];
    let died = 0;
    while (died < kills && inspection.isClean) {
      const startedAtMs = performance.now();
      if (died > 0) await server.open();
      const servedAtMs = await liveAndDie({ server, host, buyers, random });
      if (died > 0) recoveriesMs.push(servedAtMs - startedAtMs);
      died += 1;
      inspection.add(await readLeftLog(server.dataDir, { showId, afterSeq: books.seq }));
      onKill?.(died);
    }
    inspection.finish(await readLeftLog(server.dataDir, { showId, afterSeq: 0 }));
    const { flash, giveaways, seq: events } = books;
    const drawn = { sales: flash.draws, giveaways: giveaways.draws, receipts: inspection.receipts.length };
    const acknowledged = acknowledgedTo(buyers);
    return { kills: died, acknowledged, drawn, cutOff, gathered, events, lost, wrong, recoveriesMs };
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
  const fate = new Fate(random);
  const people = Promise.all([host.work(killing.signal), ...buyers.map((buyer) => buyer.live(killing.signal, fate))]);
  // Somebody who fails while the server lives has found something.
  await Promise.race([people, fate.due(), stuck(killing.signal)]);
  killing.abort();
  await server.kill();
  await people;
  return fate.servedAtMs;
};

/** A server that lives and answers nobody is a finding, and no reason to wait for ever. */
const stuck = async (signal: AbortSignal): Promise<never> => {
  await delay(MAX_LIFE_MS, undefined, { signal });
  throw new Error('the server lives, and answers nobody');
};

const acknowledgedTo = (buyers: readonly Buyer[]): KillReport['acknowledged'] => {
  const wishes = buyers.flatMap((buyer) => buyer.wishes);
  return {
    holds: wishes.filter(({ holdId }) => holdId !== null).length,
    rejections: wishes.filter(({ verdict }) => verdict?.kind === 'rejected').length,
    orders: wishes.filter(({ payment }) => payment === 'acknowledged').length,
    cancels: wishes.filter(({ cancel }) => cancel === 'acknowledged').length,
    entries: buyers.reduce((sum, { entrant }) => sum + entrant.tapped.size + entrant.written.length, 0),
  };
};
