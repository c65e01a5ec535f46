import { readFileSync } from 'node:fs';
import { setTimeout as passed } from 'node:timers/promises';
import { stdout } from 'node:process';
import * as v from 'valibot';
import { AccountId, ChannelId } from '../../shared/ids.ts';
import { Currency } from '../../shared/money.ts';
import { PlanToken } from '../../shared/protocol/table-import.ts';
import { openSqliteStore } from '../store/sqlite/open.ts';
import { Imports } from './imports.ts';
import { ProcessPlanner } from './planner.ts';

// The subject of the memory test: previews and imports a table as a server does, and says by how much it grew.
const { dataDir, rows } = v.parse(v.object({ dataDir: v.string(), rows: v.pipe(v.string(), v.transform(Number)) }), {
  dataDir: process.argv[2],
  rows: process.argv[3],
});
const VARIANTS_PER_PRODUCT = 5;
const ROWS_PER_PIECE = 600;
const HEADER =
  'Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price,Image Src\r\n';

const rowText = (row: number): string => {
  const product = Math.floor(row / VARIANTS_PER_PRODUCT);
  const isFirst = row % VARIANTS_PER_PRODUCT === 0;
  const facts = isFirst ? `Product ${product},"<p>Soft, and ""warm"" cotton, number ${product}</p>",Wang` : ',,';
  const choice = `Size,S${row % VARIANTS_PER_PRODUCT},SKU-${row},shopify,${row % 40}`;
  return `p-${product},${facts},${choice},${row % 90}.50,https://a.example/${row}.jpg\r\n`;
};

/** In pieces as large as a socket's. */
async function* table(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(HEADER);
  for (let at = 0; at < rows; at += ROWS_PER_PIECE) {
    const count = Math.min(ROWS_PER_PIECE, rows - at);
    yield Buffer.from(Array.from({ length: count }, (_, index) => rowText(at + index)).join(''));
  }
}

const channelId = v.parse(ChannelId, 'channel1');
const currency = v.parse(Currency, 'EUR');
const store = openSqliteStore({ dataDir });
const account = { id: v.parse(AccountId, 'account1'), handle: 'tea', passwordHash: 'hash', channelId };
store.records.createAccount(account, { id: channelId, name: 'Tea house', handle: 'tea' });
const imports = new Imports({ catalog: store.catalog, planner: new ProcessPlanner(), clock: () => 0 });

/** In bytes, of this process and of those that it has started: without the program text, which all share (proc(5)). */
const rss = (): number => {
  const childPids = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').split(' ').filter(Boolean);
  return childPids.reduce((sum, pid) => sum + rssOf(pid), process.memoryUsage.rss());
};
const rssOf = (pid: string): number => {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    // It has ended since it was listed.
    return 0;
  }
};

await passed(100);
const before = rss();
let peak = before;
const looking = setInterval(() => (peak = Math.max(peak, rss())), 5);
const previewed = await imports.preview({ channelId, bytes: table(), currency });
const plan = v.parse(PlanToken, previewed.ok ? previewed.value.plan : null);
const imported = await imports.commit({ channelId, bytes: table(), currency }, plan);
clearInterval(looking);
peak = Math.max(peak, rss());
stdout.write(JSON.stringify({ created: imported.ok ? imported.value.create : 0, grownBytes: peak - before }));
store.close();
