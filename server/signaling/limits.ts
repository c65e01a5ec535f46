import { FIRST_FRAME_TIMEOUT_MS, MAX_FRAME_BYTES, MAX_STUDIO_FRAME_BYTES } from '../../shared/protocol/frame.ts';

/** The bounds of every socket and session; tests make them small. */
export type SignalingLimits = {
  /** Of everybody; and of people in the studio once their page is open. */
  readonly maxFrameBytes: number;
  readonly maxStudioFrameBytes: number;
  readonly firstFrameMs: number;
  /** How often a socket is asked whether it lives, and how long it may be silent. */
  readonly pingEveryMs: number;
  readonly silentAfterMs: number;
  /** Requests a second in the long run, and at once. */
  readonly requestsPerSecond: number;
  readonly requestBurst: number;
  /** Requests of one socket that wait for their turn. */
  readonly maxWaitingRequests: number;
  /** Unsent bytes from which on ticks replace each other instead of queueing up. */
  readonly tickHoldBytes: number;
  /** Unsent bytes at which a reader is too slow: closed, to come back and resume. */
  readonly maxUnsentBytes: number;
  /** How long a session outlives its socket. A phone between Wi-Fi and LTE needs ten seconds, a lift thirty. */
  readonly holdMs: number;
  /** How long a person who lost the line keeps their place in the studio. Longer keeps ghosts, shorter throws out who only restarts a phone. */
  readonly graceMs: number;
  /** How long the program may be gone before the audience is told. Below, a reconnect looks like a hiccup. */
  readonly interruptAfterMs: number;
  /**
   * How long the program may be gone, while its maker's page has its line, before whoever stands by takes it over. Below, a new
   * network or a restarted media worker would change hands; above, viewers look at a still picture though somebody is ready.
   */
  readonly rescueAfterMs: number;
  /**
   * How long whoever has taken over may take to begin, while another page stands by. Below, a busy computer would throw the
   * show back and forth; above, viewers wait for a page that cannot publish.
   */
  readonly beginWithinMs: number;
  /** At most one count of watchers in this time. */
  readonly countEveryMs: number;
  /** How often it is looked who watches, and how often the show is told of it: an event in its log. */
  readonly lookEveryMs: number;
  readonly audienceEveryMs: number;
  /** At most one count of what is held and sold in this time. */
  readonly stockEveryMs: number;
  /** Messages of viewers a second in one room: more than anybody can read, however many write. */
  readonly chatPerSecond: number;
  /**
   * Frames of chat a second that a room sends at most, to all who watch: the more there are, the longer a message waits for
   * company. A core sends some 150,000.
   */
  readonly chatFramesPerSecond: number;
  /** At most one count of reactions in this time. */
  readonly reactionsEveryMs: number;
  readonly latencyEveryMs: number;
  /** Offers of one show that are made at the same time: more only queue up inside the media worker. */
  readonly concurrentOffers: number;
  readonly maxSockets: number;
  readonly maxViewersPerShow: number;
  /** New sockets of one address (a /64 of IPv6) a second in the long run, and at once: a school class behind one NAT may join. */
  readonly joinsPerSecond: number;
  readonly joinBurst: number;
};

export const DEFAULT_LIMITS: SignalingLimits = {
  maxFrameBytes: MAX_FRAME_BYTES,
  maxStudioFrameBytes: MAX_STUDIO_FRAME_BYTES,
  firstFrameMs: FIRST_FRAME_TIMEOUT_MS,
  pingEveryMs: 5_000,
  silentAfterMs: 10_000,
  requestsPerSecond: 50,
  requestBurst: 200,
  maxWaitingRequests: 64,
  tickHoldBytes: 32 * 1024,
  maxUnsentBytes: 256 * 1024,
  holdMs: 30_000,
  graceMs: 150_000,
  interruptAfterMs: 1_000,
  rescueAfterMs: 2_500,
  beginWithinMs: 8_000,
  countEveryMs: 1_000,
  lookEveryMs: 1_000,
  audienceEveryMs: 10_000,
  stockEveryMs: 250,
  chatPerSecond: 40,
  chatFramesPerSecond: 100_000,
  reactionsEveryMs: 250,
  latencyEveryMs: 1_500,
  concurrentOffers: 16,
  maxSockets: 10_000,
  maxViewersPerShow: 5_000,
  joinsPerSecond: 5,
  joinBurst: 200,
};
