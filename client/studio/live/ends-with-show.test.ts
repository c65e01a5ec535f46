import { expect, it } from 'vitest';
import { ScriptedFlash } from '../../../shared/show/flash-fixture.ts';
import { ScriptedGiveaway } from '../../../shared/show/giveaway-fixture.ts';
import { endsWithShow } from './ends-with-show.ts';

const nobody = { reserved: 0, waiting: 0 };

it('ending a show that sells nothing ends nothing else', () => {
  expect(endsWithShow(undefined, null)).toEqual([]);
  expect(endsWithShow({ giveaway: null, flash: null }, nobody)).toEqual([]);
});

it('a flash sale ends with its show, counting down and open, and one that is over does not', () => {
  for (const flash of [ScriptedFlash.announced(), ScriptedFlash.gathering()]) {
    expect(endsWithShow(flash.show.state, nobody)).toEqual(['flash']);
    flash.show.must({ type: 'show.end' });
    expect(endsWithShow(flash.show.state, nobody)).toEqual([]);
  }
});

it('a giveaway ends with its show', () => {
  const { show } = ScriptedGiveaway.open();
  expect(endsWithShow(show.state, nobody)).toEqual(['giveaway']);
  show.must({ type: 'show.end' });
  expect(endsWithShow(show.state, nobody)).toEqual([]);
});

it('what is reserved stays, and the line does not', () => {
  expect(endsWithShow({ giveaway: null, flash: null }, { reserved: 2, waiting: 1 })).toEqual(['reserved', 'waiting']);
});
