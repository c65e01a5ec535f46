import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Follower } from '../store/port.ts';
import type { PushOutcome } from './line.ts';

/** Requests that are under way at once, and of one push service: most browsers have the same three. */
const AT_ONCE = 32;
const AT_ONCE_A_HOST = 16;
/** What is read at a time. Rows are checked, so it takes about a millisecond. */
const PAGE = 500;
/** A push service that misses so many in a row is down: the rest of its browsers would only wait in vain. */
const MOST_MISSED = 3 * AT_ONCE_A_HOST;

type Deps = {
  readonly read: (after: Follower | null, limit: number) => readonly Follower[];
  /** Never rejects. */
  readonly send: (follower: Follower) => Promise<PushOutcome>;
};

export type RoundResult = {
  readonly counts: Readonly<Record<PushOutcome | 'skipped', number>>;
  /** Endpoints that were in doubt before, and are not now. */
  readonly reached: readonly string[];
  readonly missed: readonly string[];
};

type Lane = { readonly waiting: Follower[]; underWay: number; missedInARow: number };

/** Tells everybody who follows a channel, a page of them at a time; a push service that hangs delays its own browsers alone. */
export const tellFollowers = async (deps: Deps): Promise<RoundResult> => {
  const round = new Round(deps);
  await round.run();
  return round.result;
};

class Round {
  readonly #deps: Deps;
  readonly #lanes = new Map<string, Lane>();
  readonly #underWay = new Set<Promise<void>>();
  #waiting = 0;
  #last: Follower | null = null;
  #isAllRead = false;
  readonly result = {
    counts: { sent: 0, gone: 0, failed: 0, skipped: 0 },
    reached: new Array<string>(),
    missed: new Array<string>(),
  };

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  async run(): Promise<void> {
    for (;;) {
      if (!this.#isAllRead && this.#waiting < PAGE) await this.#readOn();
      const lane = this.#underWay.size < AT_ONCE ? this.#freeLane() : null;
      if (lane) this.#begin(lane);
      else if (this.#underWay.size > 0) await Promise.race(this.#underWay);
      else if (this.#isAllRead) return;
    }
  }

  async #readOn(): Promise<void> {
    const page = this.#deps.read(this.#last, PAGE);
    this.#last = page.at(-1) ?? this.#last;
    this.#isAllRead = page.length < PAGE;
    for (const follower of page) this.#enqueue(follower);
    await nextTurn();
  }

  #enqueue(follower: Follower): void {
    const { host } = new URL(follower.subscription.endpoint);
    const lane = this.#lanes.get(host) ?? { waiting: [], underWay: 0, missedInARow: 0 };
    this.#lanes.set(host, lane);
    if (lane.missedInARow >= MOST_MISSED) {
      this.result.counts.skipped += 1;
      return;
    }
    lane.waiting.push(follower);
    this.#waiting += 1;
  }

  #freeLane(): Lane | null {
    for (const lane of this.#lanes.values()) {
      if (lane.waiting.length > 0 && lane.underWay < AT_ONCE_A_HOST) return lane;
    }
    return null;
  }

  #begin(lane: Lane): void {
    const follower = lane.waiting.shift();
    if (!follower) return;
    this.#waiting -= 1;
    lane.underWay += 1;
    const sending = this.#send(lane, follower).finally(() => this.#underWay.delete(sending));
    this.#underWay.add(sending);
  }

  async #send(lane: Lane, follower: Follower): Promise<void> {
    const outcome = await this.#deps.send(follower);
    const { counts, reached, missed } = this.result;
    counts[outcome] += 1;
    lane.underWay -= 1;
    if (outcome === 'failed') {
      missed.push(follower.subscription.endpoint);
      lane.missedInARow += 1;
      if (lane.missedInARow >= MOST_MISSED) this.#skip(lane);
      return;
    }
    lane.missedInARow = 0;
    if (outcome === 'sent' && follower.doubt > 0) reached.push(follower.subscription.endpoint);
  }

  #skip(lane: Lane): void {
    const { length } = lane.waiting.splice(0);
    this.#waiting -= length;
    this.result.counts.skipped += length;
  }
}
