/** Where a WebRTC transport is on its way back. Times are epoch milliseconds of the page. */
export type Recovery =
  | { readonly phase: 'connecting'; readonly sinceMs: number }
  | { readonly phase: 'connected' }
  /** Disconnected, but maybe for a moment only. */
  | { readonly phase: 'waiting'; readonly sinceMs: number }
  | { readonly phase: 'restarting'; readonly sinceMs: number }
  /** This transport is given up; another one takes its place. */
  | { readonly phase: 'replacing' };

export type RecoveryNews =
  | { readonly type: 'transport'; readonly state: RTCPeerConnectionState }
  | { readonly type: 'network-changed' }
  /** The restart was asked for in vain: `unreachable` says nothing about the transport, `refused` means that the server lost it. */
  | { readonly type: 'restart-failed'; readonly reason: 'unreachable' | 'refused' }
  | { readonly type: 'time-passed' };

export type RecoveryStep = {
  readonly recovery: Recovery;
  readonly action: 'none' | 'restart-ice' | 'replace';
  /** When to send `time-passed`; null: not needed. */
  readonly checkAtMs: number | null;
};

/** Chrome tells `disconnected` some seconds after the last answer, and most often recovers by itself within this time. */
const DISCONNECTED_GRACE_MS = 2_000;
/** A restart that works takes one round trip to the server and one ICE check; waiting longer only prolongs a black picture. */
const RESTART_LIMIT_MS = 5_000;
/** ICE and DTLS on a bad line; a transport that needs longer was offered by a server that is gone. */
const CONNECT_LIMIT_MS = 10_000;

export const startRecovery = (atMs: number): RecoveryStep => ({
  recovery: { phase: 'connecting', sinceMs: atMs },
  action: 'none',
  checkAtMs: atMs + CONNECT_LIMIT_MS,
});

/**
 * Decides how a transport comes back: a short disconnection is waited for, a longer one or a changed network restarts ICE, and
 * what a restart does not heal (or what has failed) is replaced. It never ends in giving up.
 * @see https://www.w3.org/TR/webrtc/#rtcpeerconnectionstate-enum
 */
export const decideRecovery = (recovery: Recovery, news: RecoveryNews, atMs: number): RecoveryStep => {
  if (recovery.phase === 'replacing') return stay(recovery);
  switch (news.type) {
    case 'transport':
      return afterTransport(recovery, news.state, atMs);
    case 'network-changed':
      // What still works is moved without a word; should it break on the way, that is told as any break.
      if (recovery.phase === 'connected') return { ...CONNECTED, action: 'restart-ice' };
      return recovery.phase === 'waiting' ? restart(atMs) : stay(recovery);
    case 'restart-failed':
      if (news.reason === 'refused') return REPLACE;
      return recovery.phase === 'restarting' ? wait(atMs) : stay(recovery);
    case 'time-passed':
      return afterTime(recovery, atMs);
  }
};

const CONNECTED: RecoveryStep = { recovery: { phase: 'connected' }, action: 'none', checkAtMs: null };
const REPLACE: RecoveryStep = { recovery: { phase: 'replacing' }, action: 'replace', checkAtMs: null };

const wait = (atMs: number): RecoveryStep => ({
  recovery: { phase: 'waiting', sinceMs: atMs },
  action: 'none',
  checkAtMs: atMs + DISCONNECTED_GRACE_MS,
});

const restart = (atMs: number): RecoveryStep => ({
  recovery: { phase: 'restarting', sinceMs: atMs },
  action: 'restart-ice',
  checkAtMs: atMs + RESTART_LIMIT_MS,
});

const stay = (recovery: Recovery): RecoveryStep => ({ recovery, action: 'none', checkAtMs: deadlineOf(recovery) });

const deadlineOf = (recovery: Recovery): number | null => {
  switch (recovery.phase) {
    case 'connecting':
      return recovery.sinceMs + CONNECT_LIMIT_MS;
    case 'waiting':
      return recovery.sinceMs + DISCONNECTED_GRACE_MS;
    case 'restarting':
      return recovery.sinceMs + RESTART_LIMIT_MS;
    case 'connected':
    case 'replacing':
      return null;
  }
};

const afterTransport = (recovery: Recovery, state: RTCPeerConnectionState, atMs: number): RecoveryStep => {
  switch (state) {
    case 'connected':
      return CONNECTED;
    case 'failed':
    case 'closed':
      return REPLACE;
    case 'disconnected':
      return recovery.phase === 'connected' ? wait(atMs) : stay(recovery);
    case 'new':
    case 'connecting':
      return stay(recovery);
  }
};

const afterTime = (recovery: Recovery, atMs: number): RecoveryStep => {
  const deadlineMs = deadlineOf(recovery);
  if (deadlineMs === null || atMs < deadlineMs) return stay(recovery);
  return recovery.phase === 'waiting' ? restart(atMs) : REPLACE;
};
