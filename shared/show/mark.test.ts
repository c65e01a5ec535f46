import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CalloutId, ItemId } from '../ids.ts';
import { ScriptedShow } from './show-fixture.ts';
import type { ProgramMark } from './state.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });
const rect = { x: 0.25, y: 0.5, width: 0.25, height: 0.25 };

describe('the program mark', () => {
  it('is kept as the newest one while the show runs', () => {
    const show = ScriptedShow.in('live');
    const itemId = show.addItem();
    const mark: ProgramMark = {
      captureAtMs: 5,
      calloutId: v.parse(CalloutId, 'c1'),
      areas: [{ itemId, rect }],
    };
    show.must({ type: 'program.mark', mark });
    expect(show.state.mark).toEqual(mark);
  });

  it('is refused for a draft and for an ended show', () => {
    const show = ScriptedShow.in('draft');
    const mark: ProgramMark = { captureAtMs: 5, calloutId: null, areas: [] };
    expect(show.ask({ type: 'program.mark', mark })).toMatchObject(refusal('show.not-live'));
    show.must({ type: 'show.start' });
    show.must({ type: 'show.end' });
    expect(show.ask({ type: 'program.mark', mark })).toMatchObject(refusal('show.not-live'));
  });

  it('is refused for an area of a product that is not on the shelf', () => {
    const show = ScriptedShow.in('live');
    const areas = [{ itemId: v.parse(ItemId, 'constructor'), rect }];
    expect(show.ask({ type: 'program.mark', mark: { captureAtMs: 5, calloutId: null, areas } })).toMatchObject(
      refusal('shelf.item-not-found'),
    );
  });

  it('is no news when it is only later, and news when it is earlier, or an area moved, grew or went', () => {
    const show = ScriptedShow.in('live');
    const [first, second] = [show.addItem(), show.addItem()];
    const mark: ProgramMark = { captureAtMs: 5, calloutId: null, areas: [{ itemId: first, rect }] };
    show.must({ type: 'program.mark', mark });
    expect(show.must({ type: 'program.mark', mark: { ...mark, captureAtMs: 6 } })).toEqual([]);
    expect(show.state.mark?.captureAtMs).toBe(5);
    expect(show.must({ type: 'program.mark', mark: { ...mark, captureAtMs: 4 } })).toHaveLength(1);
    for (const areas of [
      [{ itemId: second, rect }],
      [{ itemId: second, rect: { ...rect, x: 0.3 } }],
      [{ itemId: second, rect: { ...rect, x: 0.3, y: 0.3 } }],
      [{ itemId: second, rect: { ...rect, x: 0.3, y: 0.3, width: 0.3 } }],
      [{ itemId: second, rect: { x: 0.3, y: 0.3, width: 0.3, height: 0.3 } }],
      [],
    ]) {
      expect(show.must({ type: 'program.mark', mark: { ...mark, areas } })).toHaveLength(1);
    }
    expect(
      show.must({ type: 'program.mark', mark: { ...mark, calloutId: v.parse(CalloutId, 'c1'), areas: [] } }),
    ).toHaveLength(1);
  });
});
