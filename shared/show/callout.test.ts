import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CalloutId } from '../ids.ts';
import { ScriptedShow } from './show-fixture.ts';
import { SYSTEM } from './actor.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });

describe('the callout', () => {
  it('counts how often a product was explained', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    show.atMs = 7_000;
    show.must({ type: 'callout.open', itemId });
    expect(show.state.callout).toMatchObject({ itemId, openedAtMs: 7_000 });
    const calloutId = show.state.callout?.id ?? v.parse(CalloutId, 'none');
    show.must({ type: 'callout.close', calloutId });
    expect(show.state.callout).toBeNull();
    show.must({ type: 'callout.open', itemId });
    expect(show.state.items[itemId]?.timesExplained).toBe(2);
    expect(show.state.callout?.id).not.toBe(calloutId);
  });

  it('replaces the one that is open, and opening the same product again is no news', () => {
    const show = ScriptedShow.in('live');
    const [first, second] = [show.addItem(), show.addItem()];
    show.must({ type: 'callout.open', itemId: first });
    const replaced = show.state.callout?.id;
    expect(show.must({ type: 'callout.open', itemId: second })).toEqual([
      { type: 'callout.closed', calloutId: replaced, reason: 'replaced' },
      { type: 'callout.opened', calloutId: show.state.callout?.id, itemId: second },
    ]);
    expect(show.ask({ type: 'callout.open', itemId: second })).toEqual({ ok: true, value: [] });
    expect(show.state.items[second]?.timesExplained).toBe(1);
  });

  it('opens only while the show runs; an interrupted show runs', () => {
    const show = ScriptedShow.in('draft');
    const itemId = show.addItem();
    expect(show.ask({ type: 'callout.open', itemId })).toMatchObject(refusal('callout.show-not-running'));
    show.must({ type: 'show.start' });
    show.must({ type: 'show.interrupt' }, SYSTEM);
    show.must({ type: 'callout.open', itemId });
    show.must({ type: 'show.end' });
    expect(show.ask({ type: 'callout.open', itemId })).toMatchObject(refusal('callout.show-not-running'));
  });

  it('closes only when it is the open one', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    const calloutId = v.parse(CalloutId, 'another');
    expect(show.ask({ type: 'callout.close', calloutId })).toMatchObject(refusal('callout.not-open'));
    show.must({ type: 'callout.open', itemId });
    expect(show.ask({ type: 'callout.close', calloutId })).toMatchObject(refusal('callout.not-open'));
  });
});
