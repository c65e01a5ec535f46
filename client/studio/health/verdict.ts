import type { TickData } from '../../../shared/protocol/ticks.ts';
import type { BroadcastState } from '../../state/broadcast.svelte.ts';
import type { HealthSample } from '../../state/health.svelte.ts';

/** The one sentence over the numbers; what hurts viewers most comes first. */
export type HealthVerdict =
  | 'off'
  /** Another page makes the program; this one watches. */
  | 'shadow'
  | 'starting'
  | 'recovering'
  | 'failed'
  | 'network-drops'
  | 'encoder'
  | 'rendering'
  | 'network-limit'
  | 'latency'
  | 'good';

export type HealthFacts = {
  readonly program: 'here' | 'elsewhere';
  /** Of a show that is not live, a failed broadcast is `off`: nothing is meant to be sent. */
  readonly broadcast: BroadcastState['state'];
  /** Oldest first, one a second. */
  readonly history: readonly HealthSample[];
  readonly publisher:
    | {
        readonly packetsLostFraction: number;
        readonly qualityLimitation: 'none' | 'cpu' | 'bandwidth' | 'other';
      }
    | undefined;
  readonly latency: TickData<'latency.measured'> | undefined;
};

/** Long enough that one hiccup is no verdict, short enough that the sentence is about now. */
const LOOK_BACK_S = 10;
/** One frame in fifty is what people begin to see as unsteady. */
const TOLERATED_SHARE = 0.02;
/** Retransmission hides less than this. */
const TOLERATED_PACKET_LOSS = 0.05;
/** The promise is sub-second; a second is where it is broken. */
const LATE_FROM_MS = 1_000;

type Total = 'composedFrames' | 'missedFrames' | 'encodedFrames' | 'skippedFrames' | 'droppedFrames';

/** How much a total grew over the last seconds; a total that began again counts from there. */
const grown = (history: readonly HealthSample[], total: Total): number => {
  const recent = history.slice(-LOOK_BACK_S - 1);
  return recent.reduce((sum, sample, index) => {
    const before = recent[index - 1];
    return before ? sum + Math.max(0, sample[total] - before[total]) : sum;
  }, 0);
};

/** Whether more of `all` than people tolerate was `lost` in the last seconds. */
const losesFrames = (history: readonly HealthSample[], lost: Total, all: Total): boolean => {
  const lostNow = grown(history, lost);
  return lostNow > 0 && lostNow / Math.max(1, lostNow + grown(history, all)) > TOLERATED_SHARE;
};

export const healthVerdict = ({ program, broadcast, history, publisher, latency }: HealthFacts): HealthVerdict => {
  if (broadcast === 'recovering' || broadcast === 'unreachable') return 'recovering';
  if (broadcast === 'failed') return 'failed';
  if (broadcast === 'connecting') return 'starting';
  if (broadcast !== 'sending') {
    if (losesFrames(history, 'missedFrames', 'composedFrames')) return 'rendering';
    return program === 'here' ? 'off' : 'shadow';
  }
  if (!publisher) return 'starting';
  if (losesFrames(history, 'droppedFrames', 'encodedFrames')) return 'network-drops';
  if (publisher.packetsLostFraction > TOLERATED_PACKET_LOSS) return 'network-drops';
  if (losesFrames(history, 'skippedFrames', 'encodedFrames') || publisher.qualityLimitation === 'cpu') return 'encoder';
  if (losesFrames(history, 'missedFrames', 'composedFrames')) return 'rendering';
  if (publisher.qualityLimitation === 'bandwidth') return 'network-limit';
  if (latency && latency.viewers > 0 && latency.p50Ms >= LATE_FROM_MS) return 'latency';
  return 'good';
};
