import { expect, it } from 'vitest';
import { ScriptedShow } from './show-fixture.ts';
import { standingOf } from './standing.ts';

const HOUR_MS = 3_600_000;

it('follows a show from its announcement to its end', () => {
  const show = ScriptedShow.in('draft');
  expect(standingOf(show.state, 1_000)).toEqual({ state: 'unannounced' });
  show.must({ type: 'show.plan', plan: { startsAtMs: 5_000, category: 'food', visibility: 'listed' } });
  expect(standingOf(show.state, 1_000)).toEqual({ state: 'coming', startsAtMs: 5_000 });
  expect(standingOf(show.state, 5_000 + HOUR_MS - 1)).toEqual({ state: 'coming', startsAtMs: 5_000 });
  expect(standingOf(show.state, 5_000 + HOUR_MS)).toEqual({ state: 'unannounced' });
  show.atMs = 6_000;
  show.must({ type: 'show.start' });
  expect(standingOf(show.state, 7_000)).toEqual({ state: 'live', startedAtMs: 6_000 });
  show.atMs = 9_000;
  show.must({ type: 'show.end' });
  expect(standingOf(show.state, 9_000)).toEqual({ state: 'past', startedAtMs: 6_000, endedAtMs: 9_000 });
});
