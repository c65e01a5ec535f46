import type { BuyerId, SessionId } from '../../shared/ids.ts';
import type { Caller } from '../../shared/protocol/method.ts';
import type { ChannelCard } from '../../shared/protocol/opening.ts';
import type { WatchAsk } from '../../shared/protocol/rtp.ts';
import type { TickData, TickType } from '../../shared/protocol/ticks.ts';
import { HOST, type StudioActor } from '../../shared/show/actor.ts';
import type { HostEndpoint, ViewerEndpoint } from '../sfu/port.ts';
import { hashToken } from '../auth/token.ts';
import { tickFrame } from './frames.ts';
import type { DatedReport } from './latency.ts';
import type { Outbox } from './outbox.ts';
import type { TextFrame } from './text-frame.ts';
import { fullBucket, takeToken, type TokenBucket } from './token-bucket.ts';

/** A transport costs the media worker far more than a frame costs us: a page that recovers needs a few, a loop needs none. */
const TRANSPORT_RATE = { perSecond: 0.5, burst: 20 };
/** As fast as a person can say something that others can read. */
const TALK_RATE = { perSecond: 1, burst: 5 };
/** Roughly: the show has the exact word on it. */
const CHAT_RATE = { perSecond: 1, burst: 4 };
/** A page tells of its taps together. */
const REACTION_RATE = { perSecond: 5, burst: 10 };
/** As fast as a person can tap what they want. */
const HOLD_REQUEST_RATE = { perSecond: 1, burst: 10 };
/** A page sends an edit each 120 ms at most; each one makes the server read the whole document again. */
const EDIT_RATE = { perSecond: 15, burst: 60 };

type SessionOptions = {
  readonly id: SessionId;
  /** The secret that proves a page to be this session's; only its hash stays here. */
  readonly token: string;
  readonly channel: ChannelCard;
};

/**
 * One page of one person, from its first frame until it has been away for too long. Its socket may break and be replaced;
 * what it owns (media above all) stays meanwhile.
 */
class BaseSession {
  readonly id: SessionId;
  readonly channel: ChannelCard;
  readonly #tokenHash: string;
  #outbox: Outbox | null = null;
  #holdTimer: NodeJS.Timeout | null = null;
  #transports: TokenBucket = fullBucket(TRANSPORT_RATE, performance.now());

  constructor({ id, token, channel }: SessionOptions) {
    this.id = id;
    this.channel = channel;
    this.#tokenHash = hashToken(token);
  }

  get isConnected(): boolean {
    return this.#outbox !== null;
  }

  isProvenBy(token: string): boolean {
    return hashToken(token) === this.#tokenHash;
  }

  /** The former socket, when it is still there, is closed with `code`. */
  attach(outbox: Outbox, code: number): void {
    const former = this.#outbox;
    this.#outbox = outbox;
    this.#stopHolding();
    former?.close(code);
  }

  /** Returns whether `outbox` was this session's socket; a replaced one says goodbye too. */
  detach(outbox: Outbox): boolean {
    if (this.#outbox !== outbox) return false;
    this.#outbox = null;
    return true;
  }

  /** Calls `onOver` when nobody has come back for it within `holdMs`. */
  hold(holdMs: number, onOver: () => void): void {
    this.#stopHolding();
    this.#holdTimer = setTimeout(onOver, holdMs);
  }

  /** Whether this page may be given another transport, or another ICE restart, now. */
  mayTakeTransport(): boolean {
    const bucket = takeToken(this.#transports, TRANSPORT_RATE, performance.now());
    if (bucket) this.#transports = bucket;
    return bucket !== null;
  }

  send(frame: TextFrame): void {
    this.#outbox?.send(frame);
  }

  sendChat(frame: TextFrame): void {
    this.#outbox?.sendChat(frame);
  }

  tick<Type extends TickType>(type: Type, data: TickData<Type>): void {
    this.#outbox?.tick(type, tickFrame(type, data));
  }

  /** A tick that goes to many sessions, serialized once. */
  relayTick(type: TickType, frame: TextFrame): void {
    this.#outbox?.tick(type, frame);
  }

  end(code: number): void {
    const outbox = this.#outbox;
    this.#outbox = null;
    this.#stopHolding();
    outbox?.close(code);
  }

  #stopHolding(): void {
    if (this.#holdTimer) clearTimeout(this.#holdTimer);
    this.#holdTimer = null;
  }
}

/** Which program a viewer was offered last. `by-tick`: it may have been lost with the socket, a reply was not. */
export type Offered = { readonly epoch: number; readonly sent: 'in-reply' | 'by-tick'; readonly atMs: number };

export class ViewerSession extends BaseSession {
  readonly caller = 'viewer' satisfies Caller;
  /** As whom this page buys; null for a browser that keeps no cookie. */
  readonly buyerId: BuyerId | null;
  /** What this page can receive; null when it cannot, or did not say yet. */
  ask: WatchAsk | null = null;
  endpoint: ViewerEndpoint | null = null;
  offered: Offered | null = null;
  report: DatedReport | null = null;
  /** The page said goodbye. It may be a page that only changes its socket, so the session stays a moment, but nobody watches. */
  isLeaving = false;
  #writes: TokenBucket = fullBucket(CHAT_RATE, performance.now());
  #reactions: TokenBucket = fullBucket(REACTION_RATE, performance.now());
  #holdRequests: TokenBucket = fullBucket(HOLD_REQUEST_RATE, performance.now());

  constructor(options: SessionOptions, buyerId: BuyerId | null) {
    super(options);
    this.buyerId = buyerId;
  }

  /** Whether this page may ask for something to buy now: each answer is kept for ever. */
  mayRequestHold(): boolean {
    const bucket = takeToken(this.#holdRequests, HOLD_REQUEST_RATE, performance.now());
    if (bucket) this.#holdRequests = bucket;
    return bucket !== null;
  }

  /** Whether this page may ask for something to be written now. */
  mayWrite(): boolean {
    const bucket = takeToken(this.#writes, CHAT_RATE, performance.now());
    if (bucket) this.#writes = bucket;
    return bucket !== null;
  }

  /** Whether this page may tell of taps now. */
  mayReact(): boolean {
    const bucket = takeToken(this.#reactions, REACTION_RATE, performance.now());
    if (bucket) this.#reactions = bucket;
    return bucket !== null;
  }

  closeMedia(): void {
    this.endpoint?.close();
    this.endpoint = null;
    this.offered = null;
  }
}

/** The page of somebody in the studio. */
class PersonSession extends BaseSession {
  /** Under whose place everything is asked that this page asks: never what the page itself says. */
  readonly actor: StudioActor;
  /** The program's publishing side, when this page makes the program or stands by. */
  host: HostEndpoint | null = null;
  #words: TokenBucket = fullBucket(TALK_RATE, performance.now());
  #edits: TokenBucket = fullBucket(EDIT_RATE, performance.now());

  constructor(options: SessionOptions, actor: StudioActor) {
    super(options);
    this.actor = actor;
  }

  /** Whether this page may say something now. */
  mayTalk(): boolean {
    const bucket = takeToken(this.#words, TALK_RATE, performance.now());
    if (bucket) this.#words = bucket;
    return bucket !== null;
  }

  /** Whether this page may change the document now. */
  mayEdit(): boolean {
    const bucket = takeToken(this.#edits, EDIT_RATE, performance.now());
    if (bucket) this.#edits = bucket;
    return bucket !== null;
  }
}

/** The host's page, which makes the program unless it was handed over. */
export class StudioSession extends PersonSession {
  readonly caller = 'studio' satisfies Caller;

  constructor(options: SessionOptions) {
    super(options, HOST);
  }
}

/** The page of somebody who came by a link. */
export class CrewSession extends PersonSession {
  readonly caller = 'crew' satisfies Caller;
}

export type Session = ViewerSession | StudioSession | CrewSession;
