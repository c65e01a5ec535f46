import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { ShowPlan } from './plan.ts';
import { ScriptedShow } from './show-fixture.ts';

const PLAN = { startsAtMs: 90_000, category: 'food', visibility: 'listed' } as const;

describe('the plan of a show', () => {
  it('is in the log from the beginning where there is one', () => {
    const show = new ScriptedShow();
    const { state } = ScriptedShow.in('draft');
    expect(state.plan).toEqual({ startsAtMs: null, category: 'other', visibility: 'listed' });
    const { id, channelId, title, address } = state;
    const events = show.must({ type: 'show.create', id, channelId, title, address, plan: PLAN });
    expect(events.map(({ type }) => type)).toEqual(['show.created', 'show.planned']);
    expect(show.state.plan).toEqual(PLAN);
  });

  it('changes when it is another one, and stays when the show begins', () => {
    const show = ScriptedShow.in('draft');
    expect(show.must({ type: 'show.plan', plan: PLAN })).toEqual([{ type: 'show.planned', plan: PLAN }]);
    expect(show.must({ type: 'show.plan', plan: { ...PLAN } })).toEqual([]);
    show.must({ type: 'show.start' });
    expect(show.state).toMatchObject({ plan: PLAN, life: { phase: 'live' } });
    const unlisted = { ...PLAN, visibility: 'unlisted' } as const;
    expect(show.must({ type: 'show.plan', plan: unlisted })).toEqual([{ type: 'show.planned', plan: unlisted }]);
  });

  it('lists the show where a log does not say otherwise', () => {
    expect(v.parse(ShowPlan, { startsAtMs: 90_000, category: 'food' })).toEqual(PLAN);
  });
});
