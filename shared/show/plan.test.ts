import { describe, expect, it } from 'vitest';
import { ScriptedShow } from './show-fixture.ts';

const PLAN = { startsAtMs: 90_000, category: 'food' } as const;

describe('the plan of a show', () => {
  it('is in the log from the beginning where there is one', () => {
    const show = new ScriptedShow();
    const { state } = ScriptedShow.in('draft');
    expect(state.plan).toEqual({ startsAtMs: null, category: 'other' });
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
  });
});
