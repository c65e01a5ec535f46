import { AppError } from '../../shared/errors.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import type { Log } from '../../shared/log.ts';
import { MAX_NOTICES, type Notice } from '../../shared/protocol/notice.ts';
import { isRunning } from '../../shared/show/life.ts';
import type { Connection } from '../net/connection.ts';
import type { Clock } from '../platform/clock.ts';
import { repeat } from './repeat.ts';
import type { ShowFeed } from './show-feed.svelte.ts';

type NoticesOptions = {
  readonly feed: ShowFeed;
  readonly call: Connection['call'];
  readonly clock: Clock;
  readonly log: Log;
};

/** Nothing that anybody waits for: what a person sees in a few seconds goes together. */
const TELL_EVERY_MS = 3_000;

/** What this page's person has seen and pressed of the products, told to the server once each while the show runs. */
export class Notices implements Closable {
  readonly #options: NoticesOptions;
  readonly #telling: Closable;
  readonly #known = new Set<string>();
  #untold: readonly Notice[] = [];

  constructor(options: NoticesOptions) {
    this.#options = options;
    this.#telling = repeat(options.clock, TELL_EVERY_MS, () => void this.#tell());
  }

  add(kind: Notice['kind'], itemId: ItemId): void {
    const callout = this.#options.feed.show?.callout;
    const calloutId = callout?.itemId === itemId ? callout.id : null;
    const key = `${kind} ${itemId} ${calloutId ?? ''}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    this.#untold = [...this.#untold, { kind, itemId, calloutId }];
  }

  /** The line is open until after this. */
  close(): void {
    void this.#telling.close();
    void this.#tell();
  }

  async #tell(): Promise<void> {
    const { feed, call, log } = this.#options;
    if (feed.line.state !== 'open' || !feed.show || !isRunning(feed.show.life)) return;
    const notices = this.#untold.slice(0, MAX_NOTICES);
    if (notices.length === 0) return;
    this.#untold = this.#untold.slice(notices.length);
    try {
      await call('viewer.notice', { notices });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      log.debug({ code: error.code }, 'notices not sent');
      this.#untold = [...notices, ...this.#untold];
    }
  }
}
