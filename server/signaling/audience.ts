import type { SessionId } from '../../shared/ids.ts';
import { tickFrame } from './frames.ts';
import { latencySpreadMs, summarizeLatency, type DatedReport } from './latency.ts';
import type { ViewerSession } from './session.ts';

type AudienceOptions = {
  readonly countEveryMs: number;
  readonly clock: () => number;
  /** Hears every count that is told to the viewers, as the tick's text. */
  readonly onCounted: (text: string) => void;
};

/** Everybody who watches one show: connected, or away for a moment. */
export class Audience {
  readonly #options: AudienceOptions;
  readonly #sessions = new Map<SessionId, ViewerSession>();
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

  add(session: ViewerSession): void {
    this.#sessions.set(session.id, session);
    this.countSoon();
  }

  remove(session: ViewerSession): void {
    if (this.#sessions.delete(session.id)) this.countSoon();
  }

  send(text: string): void {
    for (const session of this.#sessions.values()) session.send(text);
  }

  /** What a reader who is slow may miss. */
  sendChat(text: string): void {
    for (const session of this.#sessions.values()) session.sendChat(text);
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
    const text = tickFrame('watchers.counted', { watchers });
    for (const session of this.#sessions.values()) session.tickText('watchers.counted', text);
    this.#options.onCounted(text);
  }

  #reports(): readonly DatedReport[] {
    return [...this.#sessions.values()].flatMap(({ report }) => report ?? []);
  }
}
