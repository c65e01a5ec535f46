import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import * as v from 'valibot';
import type { ShowActor } from '../../server/shows/actor.ts';
import { ShowRegistry } from '../../server/shows/registry.ts';
import { createShow, openShows } from '../../server/shows/shows-fixture.ts';
import { openSqliteStore } from '../../server/store/sqlite/open.ts';
import type { EventLog } from '../../server/store/port.ts';
import { Sweeper } from '../../server/till/sweeper.ts';
import { BuyerId, type ItemId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { seededRandom } from '../../shared/random.ts';
import { HOST } from '../../shared/show/actor.ts';
import { DEAL_MINOR } from '../../shared/show/flash-fixture.ts';
import { verdictOf } from '../../shared/show/ledger.ts';
import { faultOf, ReceiptReader } from '../../shared/show/receipt.ts';
import { someFacts } from '../../shared/show/show-fixture.ts';
import { figuresOf, percentile, type Benchmark, type BenchSettings, type Report } from './figure.ts';
import { SALE_KINDS } from './sale-kinds.ts';
import { tapAtS } from './tap-profile.ts';

const CLIENTS = 10_000;
const UNITS = 1_000;
const SEED = 20_261_127;

const KINDS = {
  ...SALE_KINDS,
  allAtOnce: { title: '10,000 durable decisions, all asked at once', unit: 'ms', atMost: 2_500 },
} as const;
type Run = Readonly<Record<keyof typeof KINDS, number>>;

type Opened = {
  readonly actor: ShowActor;
  readonly itemId: ItemId;
  readonly log: EventLog;
  readonly close: () => Promise<void>;
};

/** A live show in a database on the disk, with a product of which there are `UNITS`. */
const openShop = async (): Promise<Opened> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tally-burst-'));
  const store = openSqliteStore({ dataDir });
  const { log } = openShows(store);
  const deps = { records: store.records, events: store.log, clock: Date.now, random: seededRandom(SEED), log };
  const registry = new ShowRegistry(deps);
  const actor = createShow(registry);
  const sweeper = new Sweeper({ shows: () => registry.loaded(), clock: Date.now, log });
  await actor.submit({ type: 'show.start' }, HOST);
  await actor.submit({ type: 'shelf.add', facts: someFacts({ stock: UNITS }), visibility: 'listed' }, HOST);
  const [itemId] = actor.state.itemIds;
  assert(itemId, 'the product is there');
  const close = async (): Promise<void> => {
    sweeper.close();
    store.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { actor, itemId, log: store.log, close };
};

const buyerAt = (index: number) => ({ role: 'viewer' as const, buyerId: v.parse(BuyerId, `client-${index}`) });

/** Asks as a page does. Resolves when the verdict is stored: after the draw, for whoever is in it. */
class Client {
  readonly #shop: Opened;
  readonly #index: number;
  askedAtMs = 0;
  answeredAtMs: number | null = null;

  constructor(shop: Opened, index: number) {
    this.#shop = shop;
    this.#index = index;
  }

  get isAnswered(): boolean {
    const { ledger } = this.#shop.actor.state;
    return ledger !== null && verdictOf(ledger, buyerAt(this.#index).buyerId, this.#intent) !== null;
  }

  async ask(priceMinor: number): Promise<void> {
    const { actor, itemId } = this.#shop;
    this.askedAtMs = Date.now();
    const seen = { priceMinor, currency: someFacts().currency };
    const wish = { intent: this.#intent, itemId, quantity: 1, seen };
    const outcome = await actor.submit({ type: 'hold.request', ...wish }, buyerAt(this.#index));
    assert(outcome.ok, 'a wish is heard');
    if (outcome.value[0]?.event.type !== 'draw.entered') this.answeredAtMs = Date.now();
  }

  get #intent(): string {
    return `intent-${this.#index}`;
  }
}

const flashOf = (actor: ShowActor) => {
  const { flash } = actor.state;
  assert(flash, 'the sale was announced');
  return flash;
};

const untilPhase = async (actor: ShowActor, isReached: () => boolean): Promise<void> => {
  const heard = Promise.withResolvers<undefined>();
  const listening = actor.listen(() => isReached() && heard.resolve(undefined));
  if (!isReached()) await heard.promise;
  listening.close();
};

/** The sale of commerce.md's profile D: everybody taps once, as soon as they see the button. */
const runSale = async (shop: Opened): Promise<Omit<Run, 'allAtOnce'>> => {
  const { actor, itemId } = shop;
  const terms = { itemId, priceMinor: DEAL_MINOR, limitPerBuyer: 1, warmUpMs: 10_000, openMs: 60_000 };
  const started = await actor.submit({ type: 'flash.start', terms, windowMs: 500 }, HOST);
  assert(started.ok, 'the sale starts');
  let drawnAtMs = 0;
  const drawing = untilPhase(actor, () => flashOf(actor).seed !== null).then(() => (drawnAtMs = Date.now()));
  await untilPhase(actor, () => flashOf(actor).life.phase === 'open');
  const openedAtMs = Date.now();
  const { life } = flashOf(actor);
  assert(life.phase === 'open', 'the sale is open');
  const clients = Array.from({ length: CLIENTS }, (_, index) => new Client(shop, index));
  const asked: Promise<void>[] = [];
  for (let next = 0; next < CLIENTS; await nextTurn()) {
    const elapsedS = (Date.now() - openedAtMs) / 1_000;
    for (; next < CLIENTS && tapAtS(next / CLIENTS) <= elapsedS; next += 1) {
      const client = clients[next];
      if (client) asked.push(client.ask(DEAL_MINOR));
    }
  }
  await Promise.all([...asked, drawing]);
  const drawn = clients.filter(({ answeredAtMs }) => answeredAtMs === null);
  const verdictsMs = clients.map(({ askedAtMs, answeredAtMs }) =>
    answeredAtMs === null ? drawnAtMs - Math.max(askedAtMs, life.drawsAtMs) : answeredAtMs - askedAtMs,
  );
  const { held = 0, sold = 0 } = actor.state.items[itemId] ?? {};
  return {
    verdictP50: percentile(verdictsMs, 0.5),
    verdictP99: percentile(verdictsMs, 0.99),
    drawnP99: drawn.length === 0 ? 0 : Math.max(0, drawnAtMs - life.drawsAtMs),
    unanswered: clients.filter(({ isAnswered }) => !isAnswered).length,
    oversold: Math.max(0, held + sold - UNITS),
    missing: Math.max(0, UNITS - held - sold),
    inDraw: drawn.length,
  };
};

/** How long 10,000 wishes take that come in one moment, without a sale. */
const runAllAtOnce = async (shop: Opened): Promise<number> => {
  const clients = Array.from({ length: CLIENTS }, (_, index) => new Client(shop, index));
  const startedAtMs = performance.now();
  await Promise.all(clients.map((client) => client.ask(someFacts().priceMinor)));
  return performance.now() - startedAtMs;
};

const withShop = async <Value>(work: (shop: Opened) => Promise<Value>): Promise<Value> => {
  const shop = await openShop();
  try {
    return await work(shop);
  } finally {
    await shop.close();
  }
};

/** The receipt of the sale, drawn again: a benchmark of an unfair draw would be none. */
const expectFair = ({ actor, log }: Opened): void => {
  const reader = new ReceiptReader(flashOf(actor).id);
  for (const logged of log.read(actor.state.id, 0)) reader.read(logged);
  const receipt = reader.receipt();
  assert(receipt && faultOf(receipt) === 'nothing', 'the draw is fair');
};

const measure = async ({ runs, say }: BenchSettings): Promise<Report> => {
  const done: Run[] = [];
  for (let run = 1; run <= runs; run += 1) {
    say(`run ${run} of ${runs}: ${CLIENTS} clients, ${UNITS} units`);
    const sale = await withShop(async (shop) => {
      const measured = await runSale(shop);
      expectFair(shop);
      return measured;
    });
    await delay(1_000);
    done.push({ ...sale, allAtOnce: await withShop(runAllAtOnce) });
  }
  return { figures: figuresOf(done, KINDS), notes: [] };
};

export const benchFlash: Benchmark = {
  title: 'A flash sale: 10,000 clients, 1,000 units',
  method:
    'The show’s actor, its SQLite log on the disk (fsync) and the sweeper, in one process, without sockets and without a stream beside it. Everybody taps once: 60 % in the first second after the opening, 90 % within three, all within five (commerce.md, profile D); the window of the draw is 500 ms. A verdict counts from the tap, and for those in the draw from its moment: before that nobody can have one. After the run the receipt is drawn again. “All at once” is another show, whose 10,000 wishes come in one moment.',
  measure,
};
