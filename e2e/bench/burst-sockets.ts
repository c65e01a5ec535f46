import { setTimeout as delay } from 'node:timers/promises';
import { Crowd } from './crowd/crowd.ts';
import { shelve } from './desk.ts';
import { percentile } from './figure.ts';
import { LoadPublisher } from './load/load-publisher.ts';
import type { Arrival } from './load/sent-at.ts';
import { Viewers } from './load/viewers-client.ts';
import { SALE_KINDS } from './sale-kinds.ts';
import { runSale, UNITS, WARM_UP_MS, type SaleRun } from './sale-run.ts';
import { cookieHeader, openStage } from './stage.ts';

const WATCHERS = 1;
/** The last tap comes five seconds after the opening. */
export const BURST_MS = 6_000;
/** Everybody has been told of the sale by then. */
const CALM_FROM_MS = WARM_UP_MS - 2_000;
const CALM_TO_MS = 500;

export const BESIDE_STREAM_KINDS = {
  ...SALE_KINDS,
  calmWayP95: { title: 'A frame of the stream, sent to received whole, before the sale, p95', unit: 'ms' },
  burstWayP95: { title: '… in the six seconds of the burst, p95', unit: 'ms' },
  wayWorse: { title: '… worse by', unit: 'ms', atMost: 20 },
} as const;
type BesideStream = Readonly<Record<keyof typeof BESIDE_STREAM_KINDS, number>>;

/** The burst beside a synthetic stream: on a machine of its own a server does not encode and decode pictures. */
export const burstOfSockets = async (sockets: number): Promise<BesideStream> => {
  const stage = await openStage({ env: { MAX_VIEWERS: String(sockets + WATCHERS) } });
  try {
    const { server, cookies, showId, address } = stage;
    const publisher = await LoadPublisher.goLive({ url: server.url, cookie: cookieHeader(cookies), showId });
    const watchers = await Viewers.join({ url: server.url, address, viewers: WATCHERS, joinEveryMs: 50 });
    const crowd = await Crowd.gather({ url: server.url, address, sockets });
    try {
      const sale = await runSale(stage, crowd, await shelve(stage, UNITS));
      await delay(Math.max(0, sale.openedAtMs + BURST_MS - Date.now()));
      return { ...sale, ...waysOf((await watchers.totals()).arrivals, sale) };
    } finally {
      await crowd.close();
      await watchers.close();
      publisher.close();
    }
  } finally {
    await stage.close();
  }
};

const waysOf = (arrivals: readonly Arrival[], { openedAtMs }: SaleRun) => {
  const p95 = (fromMs: number, toMs: number): number =>
    percentile(
      arrivals.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).map(({ wayMs }) => wayMs),
      0.95,
    );
  const calmWayP95 = p95(openedAtMs - CALM_FROM_MS, openedAtMs - CALM_TO_MS);
  const burstWayP95 = p95(openedAtMs, openedAtMs + BURST_MS);
  return { calmWayP95, burstWayP95, wayWorse: burstWayP95 - calmWayP95 };
};
