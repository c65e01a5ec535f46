import * as v from 'valibot';
import { ShowAddress } from '../../../shared/ids.ts';
import { WatchBoot } from '../../../shared/protocol/watch-boot.ts';
import { watchPath } from '../../../shared/protocol/page-paths.ts';
import type { ViewersTotals } from './viewers-messages.ts';
import { LoadViewer } from './load-viewer.ts';

// viewers-process.ts URL ADDRESS VIEWERS JOIN_EVERY_MS
// A forked process: joins viewers, says so, then answers every message with what was received so far.
const [, , url = '', address = '', viewers = '', joinEveryMs = ''] = process.argv;

/** What the server writes into the watch page, as the page's script reads it. */
const readBoot = async (show: ShowAddress): Promise<WatchBoot> => {
  const page = await (await fetch(new URL(watchPath(show), url))).text();
  const json = /<script[^>]*id="boot"[^>]*>([^<]*)<\/script>/.exec(page)?.[1];
  if (json === undefined) throw new Error('the watch page has no boot data');
  return v.parse(WatchBoot, JSON.parse(json));
};

const show = v.parse(ShowAddress, address);
const { routerRtpCapabilities } = await readBoot(show);
const joins: Promise<{ readonly viewer: LoadViewer; readonly joinMs: number }>[] = [];
for (let index = 0; index < Number(viewers); index += 1) {
  joins.push(LoadViewer.join({ url, address: show, routerRtpCapabilities }));
  await new Promise((resolve) => setTimeout(resolve, Number(joinEveryMs)));
}
const joined = await Promise.all(joins);

const tell = (): void => {
  const arrivals = joined.flatMap(({ viewer }) => viewer.takeArrivals());
  const joinsMs = joined.map(({ joinMs }) => joinMs);
  const totals: ViewersTotals = { joinsMs, packets: 0, bytes: 0, lost: 0, arrivals };
  for (const { viewer } of joined) {
    totals.packets += viewer.packets;
    totals.bytes += viewer.bytes;
    totals.lost += viewer.lost;
  }
  process.send?.(totals);
};
process.on('message', tell);
process.once('disconnect', () => {
  for (const { viewer } of joined) viewer.close();
  process.exit();
});
tell();
