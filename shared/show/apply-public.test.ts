import { expect, it } from 'vitest';
import { apply } from './apply.ts';
import { applyPublic, isPublic } from './apply-public.ts';
import { publicState } from './audience.ts';
import { ScriptedShow } from './show-fixture.ts';
import type { ShowState } from './state.ts';

it('adds what everybody is told up to what everybody may know', () => {
  const show = ScriptedShow.in('live');
  const guest = show.join('ann');
  const itemId = show.addItem();
  show.must({ type: 'stage.enter', participantId: guest });
  show.must({ type: 'callout.open', itemId });
  const told = show.log.filter(({ event }) => isPublic(event));
  const seen = told.reduce<ShowState | null>(applyPublic, null);
  expect({ ...seen, crew: null, ledger: null, chatters: null, numbers: null }).toEqual(publicState(show.state));
  expect(show.log.reduce<ShowState | null>(apply, null)).toEqual(show.state);
});

it('takes nothing that is not for everybody, and nothing twice', () => {
  const show = ScriptedShow.in('live');
  const state = publicState(show.state);
  const seq = state.seq + 1;
  const spotlit = { type: 'stage.spotlit', participantId: null } as const;
  expect(() => applyPublic(state, { seq, atMs: 0, event: spotlit })).toThrow('what is for everyone');
  expect(() => applyPublic(state, { seq: state.seq, atMs: 0, event: { type: 'show.ended' } })).toThrow(
    'after the ones',
  );
});
