import { assertNever } from '../invariant.ts';
import type { ShowState } from './state.ts';

/** Where a show stands for somebody who looks for one to watch. `unannounced`: nobody was told of it, or it was missed. */
export type ShowStanding =
  | { readonly state: 'unannounced' }
  | { readonly state: 'coming'; readonly startsAtMs: number }
  | { readonly state: 'live'; readonly startedAtMs: number }
  | { readonly state: 'past'; readonly startedAtMs: number; readonly endedAtMs: number };

/** A host who is late is waited for; whoever has not begun by then is not coming. */
const GRACE_MS = 60 * 60 * 1_000;

export const standingOf = ({ life, plan }: Pick<ShowState, 'life' | 'plan'>, atMs: number): ShowStanding => {
  switch (life.phase) {
    case 'draft':
      return plan.startsAtMs !== null && plan.startsAtMs + GRACE_MS > atMs
        ? { state: 'coming', startsAtMs: plan.startsAtMs }
        : { state: 'unannounced' };
    case 'live':
    case 'interrupted':
      return { state: 'live', startedAtMs: life.startedAtMs };
    case 'ended':
      return { state: 'past', startedAtMs: life.startedAtMs, endedAtMs: life.endedAtMs };
    default:
      return assertNever(life);
  }
};
