import type { ChannelId } from '../../shared/ids.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Log } from '../../shared/log.ts';
import { watchPath } from '../../shared/protocol/page-paths.ts';
import type { PushNews, PushSubscription } from '../../shared/protocol/push.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { LoggedEvent } from '../../shared/show/event.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { Follower, Records } from '../store/port.ts';
import type { PushLine, PushOutcome } from './line.ts';
import { tellFollowers, type RoundResult } from './round.ts';

const SEND_LIMIT_MS = 10_000;
/** What is written at a time. */
const CHUNK = 500;

type Deps = {
  readonly records: Pick<
    Records,
    'channelById' | 'addFollower' | 'removeFollower' | 'followersOf' | 'settleFollowers' | 'forgetFollower'
  >;
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

  /**
   * A show that starts is told of, the first time: one that was ended by mistake and goes on is not told of again. An unlisted one
   * is told to nobody.
   */
  hear(events: readonly LoggedEvent[], state: ShowState): void {
    if (state.plan.visibility === 'unlisted') return;
    const isFirst = events.some(({ event, atMs }) => event.type === 'show.started' && atMs === state.firstStartedAtMs);
    if (isFirst) void this.#announce(state);
  }

  async #announce({ id: showId, channelId, title, address }: ShowState): Promise<void> {
    const { records, log } = this.#deps;
    try {
      // Everybody else is told of the start first.
      await nextTurn();
      const channel = records.channelById(channelId);
      if (!channel) return;
      const news: PushNews = { title: `${channel.name} · LIVE`, body: title, path: watchPath(address) };
      const round = await tellFollowers({
        read: (after, limit) => records.followersOf(channelId, after, limit),
        send: (follower) => this.#send(follower, news),
      });
      await this.#settle(round);
      log.info({ showId, ...round.counts }, 'those who asked for it were told that a show began');
    } catch (error) {
      log.error({ showId }, 'reminders failed', error);
    }
  }

  /** Where nobody at all was reached, it is our own line that is down. */
  async #settle({ counts, reached, missed }: RoundResult): Promise<void> {
    if (counts.sent === 0) return;
    for (let at = 0; at < Math.max(reached.length, missed.length); at += CHUNK) {
      const chunk = { reached: reached.slice(at, at + CHUNK), missed: missed.slice(at, at + CHUNK) };
      this.#deps.records.settleFollowers(chunk);
      await nextTurn();
    }
  }

  async #send({ subscription }: Follower, news: PushNews): Promise<PushOutcome> {
    const { records, line, deadline, log } = this.#deps;
    try {
      const outcome = await line.send(subscription, news, deadline(SEND_LIMIT_MS));
      if (outcome === 'gone') records.forgetFollower(subscription.endpoint);
      return outcome;
    } catch (error) {
      log.debug({ reason: String(error) }, 'a reminder was not sent');
      return 'failed';
    }
  }
}
