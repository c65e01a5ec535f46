import type { BuyerId, ChatMark } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { chatSelf } from '../../shared/protocol/chat-self-of.ts';
import { markOf } from '../../shared/show/chat.ts';
import { chatterBehind } from '../../shared/show/chatters.ts';
import type { LoggedEvent, ShowEvent, ToldLoggedEvent } from '../../shared/show/event.ts';
import type { ShowState } from '../../shared/show/state.ts';
import type { Audience } from './audience.ts';
import { eventsFrame } from './frames.ts';
import type { ViewerSession } from './session.ts';
import { fullBucket, takeToken, type TokenBucket } from './token-bucket.ts';

type RoomChatOptions = {
  readonly show: () => ShowState;
  readonly audience: Audience;
  /** How many messages of viewers a second a room bears. */
  readonly perSecond: number;
  /** How many frames of it a second the room sends at most, to all who watch together. */
  readonly framesPerSecond: number;
};

/**
 * How the chat reaches viewers: at once to a few, and the more there are, the more of what is written goes out together, so that
 * a busy chat of a large audience costs a room no more than it can bear; who wrote hears by themselves who they are, and what of theirs waits.
 */
export class RoomChat implements Closable {
  readonly #options: RoomChatOptions;
  #allowance: TokenBucket;
  #lines: ToldLoggedEvent[] = [];
  /** Takes back that what waits is to be sent. */
  #stopWaiting: (() => void) | null = null;
  #sentAtMs = -Infinity;

  constructor(options: RoomChatOptions) {
    this.#options = options;
    this.#allowance = fullBucket(this.#rate, performance.now());
  }

  /** Whether the room bears another message of a viewer now. What the staff writes is not counted. */
  mayWrite(): boolean {
    const bucket = takeToken(this.#allowance, this.#rate, performance.now());
    if (bucket) this.#allowance = bucket;
    return bucket !== null;
  }

  /** Goes to everybody who watches soon, or before whatever else is sent to them: the log has one order. */
  relay(logged: ToldLoggedEvent): void {
    this.#lines.push(logged);
    if (this.#stopWaiting) return;
    const { audience, framesPerSecond } = this.#options;
    const gapMs = (1_000 * audience.size) / framesPerSecond;
    const pauseMs = Math.max(0, this.#sentAtMs + gapMs - performance.now());
    this.#stopWaiting = after(pauseMs, () => this.flush());
  }

  flush(): void {
    this.#stop();
    const lines = this.#lines;
    if (lines.length === 0) return;
    this.#lines = [];
    this.#sentAtMs = performance.now();
    const frame = eventsFrame(lines);
    if (lines.every(({ event }) => canBeMissed(event))) this.#options.audience.sendChat(frame);
    else this.#options.audience.send(frame);
  }

  /** Tells those whom it concerns what has become of them in the chat. */
  hear(events: readonly LoggedEvent[]): void {
    const buyerIds = new Set(events.flatMap(({ event }) => this.#concerned(event) ?? []));
    for (const buyerId of buyerIds) {
      for (const session of this.#options.audience.sessionsOf(buyerId)) this.#tellSelf(session, buyerId);
    }
  }

  /** A page has come, or is back. */
  welcome(session: ViewerSession): void {
    if (session.buyerId !== null) this.#tellSelf(session, session.buyerId);
  }

  close(): void {
    this.#stop();
  }

  get #rate() {
    const { perSecond } = this.#options;
    return { perSecond, burst: perSecond };
  }

  #tellSelf(session: ViewerSession, buyerId: BuyerId): void {
    const self = chatSelf(this.#options.show(), buyerId);
    if (self) session.tick('chat.self', self);
  }

  #concerned(event: ShowEvent): BuyerId | null {
    switch (event.type) {
      case 'chatter.joined':
      case 'draw.joined':
      case 'draw.left':
        return event.buyerId;
      case 'moderation.held':
        return this.#behind(markOf(event.message));
      case 'chatter.renamed':
      case 'moderation.settled':
      case 'moderation.restricted':
        return this.#behind(event.mark);
      default:
        return null;
    }
  }

  #behind(mark: ChatMark | null): BuyerId | null {
    const { chatters } = this.#options.show();
    return (mark && chatters && chatterBehind(chatters, mark)?.buyerId) ?? null;
  }

  #stop(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }
}

/** In another turn of the event loop at the soonest; returns what takes it back. A timer of no time at all takes a millisecond. */
const after = (pauseMs: number, work: () => void): (() => void) => {
  if (pauseMs > 0) {
    const timer = setTimeout(work, pauseMs);
    return () => clearTimeout(timer);
  }
  const turn = setImmediate(work);
  return () => clearImmediate(turn);
};

/** A reader who is slow misses what other viewers write, and nothing else. */
const canBeMissed = (event: ShowEvent): boolean =>
  event.type === 'chat.posted' && event.message.author.kind === 'viewer';
