import type { ChannelId, ShowId } from '../../shared/ids.ts';
import type { Log } from '../../shared/log.ts';
import { watchPath } from '../../shared/protocol/page-paths.ts';
import type { PushNews, PushSubscription } from '../../shared/protocol/push.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import { REOPEN_WINDOW_MS } from '../../shared/show/life.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { Records } from '../store/port.ts';
import type { PushLine, PushOutcome } from './line.ts';

/** Requests that are under way at once. */
const AT_ONCE = 16;
const SEND_LIMIT_MS = 10_000;

type Deps = {
  readonly records: Pick<Records, 'channelById' | 'addFollower' | 'removeFollower' | 'followersOf' | 'forgetFollower'>;
  readonly line: PushLine;
  /** What browsers know our messages by. */
  readonly publicKey: string;
  readonly deadline: (ms: number) => AbortSignal;
  readonly clock: () => number;
  readonly log: Log;
};

/** Browsers that want to hear when a channel goes live. Nothing else is known of them. */
export class Reminders {
  readonly #deps: Deps;
  readonly #saidAtMs = new Map<ShowId, number>();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  get publicKey(): string {
    return this.#deps.publicKey;
  }

  /** `push.full`. */
  follow(channelId: ChannelId, subscription: PushSubscription): Result<Record<never, never>> {
    const { records, clock } = this.#deps;
    return records.addFollower(channelId, subscription, clock()) === 'full' ? refuse('push.full') : ok({});
  }

  unfollow(channelId: ChannelId, endpoint: string): void {
    this.#deps.records.removeFollower(channelId, endpoint);
  }

  /** A show that starts is told of, once: one that was ended by mistake and goes on is not told of again. */
  hear(events: readonly LoggedEvent[], state: ShowState): void {
    if (!events.some(({ event }) => event.type === 'show.started')) return;
    const atMs = this.#deps.clock();
    const saidAtMs = this.#saidAtMs.get(state.id) ?? -Infinity;
    this.#saidAtMs.set(state.id, atMs);
    if (atMs - saidAtMs > REOPEN_WINDOW_MS) void this.#announce(state);
  }

  async #announce({ id: showId, channelId, title, address }: ShowState): Promise<void> {
    const { records, log } = this.#deps;
    const counts: Record<PushOutcome, number> = { sent: 0, gone: 0, failed: 0 };
    try {
      const channel = records.channelById(channelId);
      if (!channel) return;
      const news: PushNews = { title: `${channel.name} · LIVE`, body: title, path: watchPath(address) };
      const followers = records.followersOf(channelId).values();
      const sendOn = async (): Promise<void> => {
        for (const follower of followers) counts[await this.#send(follower, news)] += 1;
      };
      await Promise.all(Array.from({ length: AT_ONCE }, sendOn));
      log.info({ showId, ...counts }, 'those who asked for it were told that a show began');
    } catch (error) {
      log.error({ showId }, 'reminders failed', error);
    }
  }

  async #send(follower: PushSubscription, news: PushNews): Promise<PushOutcome> {
    const { records, line, deadline, log } = this.#deps;
    try {
      const outcome = await line.send(follower, news, deadline(SEND_LIMIT_MS));
      if (outcome === 'gone') records.forgetFollower(follower.endpoint);
      return outcome;
    } catch (error) {
      log.debug({ reason: String(error) }, 'a reminder was not sent');
      return 'failed';
    }
  }
}
