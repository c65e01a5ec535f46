import { Crowd } from './crowd/crowd.ts';
import { shelve } from './desk.ts';
import { LoadPublisher } from './load/load-publisher.ts';
import { Viewers } from './load/viewers-client.ts';
import { runSale, UNITS, type SaleRun } from './sale-run.ts';
import { cookieHeader, openStage } from './stage.ts';

const WATCHERS = 1;

/** The burst beside a synthetic stream: on a machine of its own a server does not encode and decode pictures. */
export const burstOfSockets = async (sockets: number): Promise<SaleRun> => {
  const stage = await openStage({ env: { MAX_VIEWERS: String(sockets + WATCHERS) } });
  try {
    const { server, cookies, showId, address } = stage;
    const publisher = await LoadPublisher.goLive({ url: server.url, cookie: cookieHeader(cookies), showId });
    const watchers = await Viewers.join({ url: server.url, address, viewers: WATCHERS, joinEveryMs: 50 });
    const crowd = await Crowd.gather({ url: server.url, address, sockets });
    try {
      return await runSale(stage, crowd, await shelve(stage, UNITS));
    } finally {
      await crowd.close();
      await watchers.close();
      publisher.close();
    }
  } finally {
    await stage.close();
  }
};
