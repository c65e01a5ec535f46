import type { BuyerId, SessionId } from '../../shared/ids.ts';
import type { TickType } from '../../shared/protocol/ticks.ts';
import { tickFrame } from './frames.ts';
import { latencySpreadMs, summarizeLatency, type DatedReport } from './latency.ts';
import type { ViewerSession } from './session.ts';
import type { TextFrame } from './text-frame.ts';

type AudienceOptions = {
  readonly countEveryMs: number;
  readonly clock: () => number;
  /** Hears every count that is told to the viewers, as the tick's frame. */
  readonly onCounted: (frame: TextFrame) => void;
};

/** Everybody who watches one show: connected, or away for a moment. */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #sessions = new Map<SessionId, ViewerSession>();
  /** A person may watch on several pages. Where thousands buy, nobody is looked for among all. */
  readonly #ofBuyers = new Map<BuyerId, Set<ViewerSession>>();
  #countTimer: NodeJS.Timeout | null = null;
  #countedAtMs = -Infinity;
  #toldWatchers = 0;

  constructor(options: AudienceOptions) {
    this.#options = options;
  }

  /** Sessions, those included that said goodbye. */
  get size(): number {
    return this.#sessions.size;
  }

  /** People who watch: a page that reloads has said goodbye before it comes again, so it is not counted twice. */
  get watchers(): number {
    let watchers = 0;
    for (const { isLeaving } of this.#sessions.values()) if (!isLeaving) watchers += 1;
    return watchers;
  }

  get sessions(): Iterable<ViewerSession> {
    return this.#sessions.values();
  }

  get(id: SessionId): ViewerSession | null {
    return this.#sessions.get(id) ?? null;
  }

  /** The pages of one person. */
  sessionsOf(buyerId: BuyerId): Iterable<ViewerSession> {
    return this.#ofBuyers.get(buyerId) ?? [];
  }

  add(session: ViewerSession): void {
    this.#sessions.set(session.id, session);
    if (session.buyerId !== null) {
      const pages = this.#ofBuyers.get(session.buyerId) ?? new Set();
      this.#ofBuyers.set(session.buyerId, pages.add(session));
    }
    this.countSoon();
  }

  remove(session: ViewerSession): void {
    if (!this.#sessions.delete(session.id)) return;
    if (session.buyerId !== null) {
      const pages = this.#ofBuyers.get(session.buyerId);
      pages?.delete(session);
      if (pages?.size === 0) this.#ofBuyers.delete(session.buyerId);
    }
    this.countSoon();
  }

  send(frame: TextFrame): void {
    for (const session of this.#sessions.values()) session.send(frame);
  }

  /** What a reader who is slow may miss. */
  sendChat(frame: TextFrame): void {
    for (const session of this.#sessions.values()) session.sendChat(frame);
  }

  relayTick(type: TickType, frame: TextFrame): void {
    for (const session of this.#sessions.values()) session.relayTick(type, frame);
  }

  latency(): ReturnType<typeof summarizeLatency> {
    return summarizeLatency(this.#reports(), this.#options.clock());
  }

  /** How far apart the pictures are that people see now, in milliseconds; null while nobody can tell. */
  latencySpreadMs(): number | null {
    return latencySpreadMs(this.#reports(), this.#options.clock());
  }

  close(): void {
    if (this.#countTimer) clearTimeout(this.#countTimer);
    this.#countTimer = null;
  }

  /** Somebody came, left, or said goodbye. */
  countSoon(): void {
    if (this.#countTimer) return;
    const { countEveryMs, clock } = this.#options;
    const pauseMs = Math.min(countEveryMs, Math.max(0, this.#countedAtMs + countEveryMs - clock()));
    this.#countTimer = setTimeout(() => this.#count(), pauseMs);
  }

  #count(): void {
    this.#countTimer = null;
    this.#countedAtMs = this.#options.clock();
    const { watchers } = this;
    if (this.#toldWatchers === watchers) return;
    this.#toldWatchers = watchers;
    const frame = tickFrame('watchers.counted', { watchers });
    this.relayTick('watchers.counted', frame);
    this.#options.onCounted(frame);
  }

  #reports(): readonly DatedReport[] {
    return [...this.#sessions.values()].flatMap(({ report }) => report ?? []);
  }
}
