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
  /** Live, but from another studio page. */
  | { readonly state: 'elsewhere' }
  | { readonly state: 'ended' };

type Facts = {
  /** Undefined until the server has told it. */
  readonly life: ShowLife | undefined;
  readonly broadcast: BroadcastState;
  readonly line: ShowFeed['line'];
};

const notRunning = (broadcast: BroadcastState, atRest: 'off' | 'ended'): AirState =>
  // The program is sent before the log says that the show is live.
  broadcast.state === 'off' || broadcast.state === 'failed' ? { state: atRest } : { state: 'connecting' };

/** A picture that still flows is on air, whatever the line for words is doing. */
export const airState = ({ life, broadcast, line }: Facts): AirState => {
  if (!life) return { state: 'opening' };
  switch (life.phase) {
    case 'draft':
      return notRunning(broadcast, 'off');
    case 'ended':
      return notRunning(broadcast, 'ended');
    case 'live':
    case 'interrupted': {
      if (line.state === 'refused') return { state: 'elsewhere' };
      const isFlowing = life.phase === 'live' && broadcast.state === 'sending';
      return { state: isFlowing ? 'on-air' : 'reconnecting', startedAtMs: life.startedAtMs };
    }
    default:
      return assertNever(life);
  }
};
