import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { VisitorId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import type { Notice } from '../../shared/protocol/notice.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { itemOf } from '../../shared/show/item-of.ts';
import { isRunning } from '../../shared/show/life.ts';
import { NOTHING_NOTICED, type AudienceCount } from '../../shared/show/numbers.ts';
import { isPublicItem } from '../../shared/show/visibility.ts';
import type { ShowActor } from '../shows/actor.ts';
import type { Audience } from './audience.ts';
import type { ViewerSession } from './session.ts';

type AudienceMeterOptions = {
  readonly actor: ShowActor;
  readonly audience: Pick<Audience, 'sessions' | 'watchers'>;
  /** How often it looks who is there, and how often the show is told. */
  readonly lookEveryMs: number;
  readonly tellEveryMs: number;
  readonly log: Log;
};

/** A computer that slept has watched nothing meanwhile. */
const MAX_LOOKS_MISSED = 5;

type Noticed = AudienceCount['noticed'][number];

/** What was seen and not told yet. */
type Tally = {
  readonly seen: Set<VisitorId>;
  readonly noticed: Map<string, Noticed>;
  watchedMs: number;
  most: number;
};

const emptyTally = (): Tally => ({ seen: new Set(), noticed: new Map(), watchedMs: 0, most: 0 });

type Known = { readonly visitorId: VisitorId; readonly told: Set<string> };

/** Counts a running show's audience: who is there, for how long, and what they notice. The show is told a few times a minute. */
export class AudienceMeter implements Closable {
  readonly #options: AudienceMeterOptions;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #known = new WeakMap<ViewerSession, Known>();
  /** Whom the show knows to be there. */
  #here: ReadonlySet<VisitorId> = new Set();
  #tally = emptyTally();
  #lookedAtMs = performance.now();

  constructor(options: AudienceMeterOptions) {
    this.#options = options;
    this.#timers = [
      setInterval(() => this.#look(), options.lookEveryMs),
      setInterval(() => void this.#tell(this.#present(), this.#watching), options.tellEveryMs),
    ];
  }

  /** What a page says that its person saw and pressed. Each counts once a page, and a press is a sight too. */
  notice(session: ViewerSession, notices: readonly Notice[]): void {
    if (!isRunning(this.#options.actor.state.life)) return;
    for (const notice of notices) {
      if (!this.#isReal(notice)) continue;
      if (notice.kind === 'pressed') this.#count(session, notice, 'clicks');
      this.#count(session, notice, 'impressions');
    }
  }

  /** Whoever is still there is there no more. */
  close(): void {
    for (const timer of this.#timers) clearInterval(timer);
    this.#look();
    void this.#tell(new Set(), 0);
  }

  #isReal({ itemId, calloutId }: Notice): boolean {
    const { state } = this.#options.actor;
    const item = itemOf(state, itemId);
    if (calloutId === null) return item !== null && isPublicItem(item);
    return state.numbers?.callouts.findLast(({ id }) => id === calloutId)?.itemId === itemId;
  }

  #count(session: ViewerSession, { itemId, calloutId }: Notice, what: 'impressions' | 'clicks'): void {
    const key = `${itemId} ${calloutId ?? ''}`;
    const { told } = this.#knownOf(session);
    if (told.has(`${what} ${key}`)) return;
    told.add(`${what} ${key}`);
    const noticed = this.#tally.noticed.get(key) ?? { itemId, calloutId, ...NOTHING_NOTICED };
    this.#tally.noticed.set(key, { ...noticed, [what]: noticed[what] + 1 });
  }

  /** Pages, as everybody is told how many watch. */
  get #watching(): number {
    const { actor, audience } = this.#options;
    return isRunning(actor.state.life) ? audience.watchers : 0;
  }

  /** People. Nobody watches a show that does not run. */
  #present(): ReadonlySet<VisitorId> {
    const present = new Set<VisitorId>();
    if (!isRunning(this.#options.actor.state.life)) return present;
    for (const session of this.#options.audience.sessions) {
      if (!session.isLeaving) present.add(this.#knownOf(session).visitorId);
    }
    return present;
  }

  #look(): void {
    const atMs = performance.now();
    const sinceMs = Math.min(atMs - this.#lookedAtMs, this.#options.lookEveryMs * MAX_LOOKS_MISSED);
    this.#lookedAtMs = atMs;
    const present = this.#present();
    for (const visitorId of present) this.#tally.seen.add(visitorId);
    this.#tally.watchedMs += present.size * sinceMs;
    this.#tally.most = Math.max(this.#tally.most, this.#watching);
  }

  async #tell(present: ReadonlySet<VisitorId>, watching: number): Promise<void> {
    const tally = this.#tally;
    const here = this.#here;
    for (const visitorId of present) tally.seen.add(visitorId);
    const came = [...tally.seen].filter((visitorId) => !here.has(visitorId));
    const left = [...here, ...came].filter((visitorId) => !present.has(visitorId));
    if (came.length + left.length + tally.noticed.size + tally.watchedMs === 0) return;
    this.#tally = emptyTally();
    this.#here = present;
    const { actor, log } = this.#options;
    try {
      const outcome = await actor.submit(
        {
          type: 'audience.count',
          watching,
          most: Math.max(tally.most, watching),
          watchedMs: Math.round(tally.watchedMs),
          noticed: [...tally.noticed.values()],
          ...{ came, left },
        },
        SYSTEM,
      );
      if (outcome.ok) return;
      log.warn({ code: outcome.error.code }, 'the show was not told of its audience');
    } catch (error) {
      log.error({}, 'the show failed on its audience', error);
    }
    this.#takeBack(tally, here);
  }

  /** It is told with the next ones. */
  #takeBack(untold: Tally, here: ReadonlySet<VisitorId>): void {
    const { seen, noticed, watchedMs, most } = this.#tally;
    this.#here = here;
    for (const visitorId of seen) untold.seen.add(visitorId);
    for (const [key, { impressions, clicks, ...what }] of noticed) {
      const before = untold.noticed.get(key) ?? NOTHING_NOTICED;
      const sum = { impressions: before.impressions + impressions, clicks: before.clicks + clicks };
      untold.noticed.set(key, { ...what, ...sum });
    }
    this.#tally = { ...untold, watchedMs: untold.watchedMs + watchedMs, most: Math.max(untold.most, most) };
  }

  #knownOf(session: ViewerSession): Known {
    const known = this.#known.get(session) ?? { visitorId: this.#visitorOf(session), told: new Set() };
    this.#known.set(session, known);
    return known;
  }

  /** A browser, whatever pages of it are open; a page where the browser keeps no cookie. It leads to no buyer and to no other show. */
  #visitorOf({ buyerId, id }: ViewerSession): VisitorId {
    const { id: showId } = this.#options.actor.state;
    const hash = createHash('sha256').update(`watches\n${showId}\n${buyerId ?? id}`);
    return v.parse(VisitorId, hash.digest('base64url').slice(0, VISITOR_LENGTH));
  }
}

/** 22 characters of base64url are 132 bits. */
const VISITOR_LENGTH = 22;
