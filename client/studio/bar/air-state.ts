import type { ErrorCode } from '../../../shared/errors.ts';
import { assertNever } from '../../../shared/invariant.ts';
import type { ShowLife } from '../../../shared/show/state.ts';
import type { BroadcastState } from '../../state/broadcast.svelte.ts';
import type { ShowFeed } from '../../state/show-feed.svelte.ts';

/** What the host is told in one word. Times are the server's, epoch milliseconds. */
export type AirState =
  | { readonly state: 'opening' }
  | { readonly state: 'off' }
  | { readonly state: 'connecting' }
  | { readonly state: 'on-air'; readonly startedAtMs: number }
  | { readonly state: 'reconnecting'; readonly startedAtMs: number }
  /** Reconnecting too, but what is sent does not get through to the server. */
  | { readonly state: 'unreachable'; readonly startedAtMs: number }
  /** Live without a picture, and nothing is tried until the host asks for it. */
  | { readonly state: 'failed'; readonly startedAtMs: number; readonly code: ErrorCode }
  /** Live, but from another studio page. */
  | { readonly state: 'elsewhere' }
  | { readonly state: 'ended' };

type Facts = {
  /** Undefined until the server has told it. */
  readonly life: ShowLife | undefined;
  readonly broadcast: BroadcastState;
  readonly line: ShowFeed['line'];
  /** Where the program is made: in this page, or in another that this one only watches. */
  readonly program: 'here' | 'elsewhere';
};

type Running = Extract<ShowLife, { phase: 'live' | 'interrupted' }>;

const notRunning = (broadcast: BroadcastState, atRest: 'off' | 'ended'): AirState =>
  // The program is sent before the log says that the show is live.
  broadcast.state === 'off' || broadcast.state === 'failed' ? { state: atRest } : { state: 'connecting' };

const running = (life: Running, broadcast: BroadcastState): AirState => {
  const { startedAtMs } = life;
  switch (broadcast.state) {
    case 'sending':
      return { state: life.phase === 'live' ? 'on-air' : 'reconnecting', startedAtMs };
    case 'unreachable':
      return { state: 'unreachable', startedAtMs };
    case 'failed':
      return { state: 'failed', startedAtMs, code: broadcast.code };
    case 'off':
    case 'connecting':
    case 'recovering':
      return { state: 'reconnecting', startedAtMs };
    default:
      return assertNever(broadcast);
  }
};

/** What the log says, where another page makes the program. */
const asLogged = (life: ShowLife): AirState => {
  switch (life.phase) {
    case 'draft':
      return { state: 'off' };
    case 'ended':
      return { state: 'ended' };
    case 'live':
      return { state: 'on-air', startedAtMs: life.startedAtMs };
    case 'interrupted':
      return { state: 'reconnecting', startedAtMs: life.startedAtMs };
    default:
      return assertNever(life);
  }
};

/** A picture that still flows is on air, whatever the line for words is doing. */
export const airState = ({ life, broadcast, line, program }: Facts): AirState => {
  if (!life) return { state: 'opening' };
  if (program === 'elsewhere' && line.state !== 'refused') return asLogged(life);
  switch (life.phase) {
    case 'draft':
      return notRunning(broadcast, 'off');
    case 'ended':
      return notRunning(broadcast, 'ended');
    case 'live':
    case 'interrupted':
      return line.state === 'refused' ? { state: 'elsewhere' } : running(life, broadcast);
    default:
      return assertNever(life);
  }
};
