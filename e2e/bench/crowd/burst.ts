import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../figure.ts';
import { tapAtS } from '../tap-profile.ts';
import type { CrowdOrder, CrowdReport } from './crowd-messages.ts';
import type { CrowdViewer } from './crowd-viewer.ts';

type BuyOrder = Extract<CrowdOrder, { phase: 'buy' }>;
type Tap = { readonly id: number; readonly askedAtMs: number; answeredAtMs: number | null };

const STEP_MS = 2;
/** A verdict that has not come by then after the last tap never does. */
const PATIENCE_MS = 15_000;
const SALE_WITHIN_MS = 60_000;

/** What a crowd does in a flash sale: everybody taps once, by the profile of commerce.md, and waits for a verdict. */
export class Burst {
  readonly #order: BuyOrder;
  readonly #viewers: readonly CrowdViewer[];
  readonly #taps = new Map<CrowdViewer, Tap>();
  readonly #opened = Promise.withResolvers<undefined>();
  #openedAtMs = 0;
  #drawsAtMs = 0;
  #inDraw = 0;
  #answered = 0;
  #refused = 0;

  constructor(order: BuyOrder, viewers: readonly CrowdViewer[]) {
    this.#order = order;
    this.#viewers = viewers;
  }

  /** A frame that the server sent to `viewer`. */
  readonly hear = (text: string, viewer: CrowdViewer): void => {
    if (viewer.index === 0) this.#hearAll(text);
    const tap = this.#taps.get(viewer);
    if (!tap || tap.answeredAtMs !== null || !text.includes(`"id":${tap.id}`)) return;
    if (text.startsWith('{"t":"failure"')) this.#refused += 1;
    else if (!text.startsWith('{"t":"reply"')) return;
    tap.answeredAtMs = Date.now();
    this.#answered += 1;
  };

  async run(): Promise<CrowdReport> {
    await Promise.race([this.#opened.promise, delay(SALE_WITHIN_MS)]);
    if (this.#openedAtMs === 0) throw new Error('no sale has opened');
    const count = this.#viewers.length;
    for (let next = 0; next < count; await delay(STEP_MS)) {
      const elapsedS = (Date.now() - this.#openedAtMs) / 1_000;
      for (; next < count && tapAtS(next / count) <= elapsedS; next += 1) this.#tap(this.#viewers[next]);
    }
    for (const until = Date.now() + PATIENCE_MS; this.#answered < count && Date.now() < until;) await delay(STEP_MS);
    return this.#report();
  }

  #hearAll(text: string): void {
    const opened = /"flash\.opened".*?"drawsAtMs":(\d+)/.exec(text)?.[1];
    if (opened !== undefined) {
      this.#openedAtMs = Date.now();
      this.#drawsAtMs = Number(opened);
      this.#opened.resolve(undefined);
    }
    const entries = /"flash\.drawn".*?"entries":(\d+)/.exec(text)?.[1];
    if (entries !== undefined) this.#inDraw = Number(entries);
  }

  #tap(viewer: CrowdViewer | undefined): void {
    if (!viewer) return;
    const { itemId, priceMinor, currency } = this.#order;
    const askedAtMs = Date.now();
    const intent = crypto.randomUUID();
    const id = viewer.ask('hold.request', { intent, itemId, quantity: 1, seen: { priceMinor, currency } });
    this.#taps.set(viewer, { id, askedAtMs, answeredAtMs: null });
  }

  /** Nobody has a verdict before the draw who is in it: theirs count from its moment. Who has none has waited until now. */
  #report(): CrowdReport {
    const nowMs = Date.now();
    const waits = [...this.#taps.values()].map(({ askedAtMs, answeredAtMs }) => ({
      askedAtMs,
      forMs: Math.max(0, (answeredAtMs ?? nowMs) - Math.max(askedAtMs, this.#drawsAtMs)),
    }));
    const forMs = waits.map((wait) => wait.forMs);
    const drawn = waits.filter(({ askedAtMs }) => askedAtMs < this.#drawsAtMs).map((wait) => wait.forMs);
    return {
      kind: 'bought',
      p50Ms: percentile(forMs, 0.5),
      p99Ms: percentile(forMs, 0.99),
      drawnP99Ms: drawn.length === 0 ? 0 : percentile(drawn, 0.99),
      inDraw: this.#inDraw,
      unanswered: this.#viewers.length - this.#answered,
      refused: this.#refused,
      openedAtMs: this.#openedAtMs,
    };
  }
}
