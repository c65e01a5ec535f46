import { expect, it } from 'vitest';
import { SYSTEM } from './actor.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';
import { tallyOf } from './tally.ts';

it('follows a person from backstage to the air and off it', () => {
  const show = ScriptedShow.in('draft');
  const guest = show.join('mei');
  const seen = [tallyOf(show.state, guest)];
  const then = (step: () => unknown): void => {
    step();
    seen.push(tallyOf(show.state, guest));
  };
  then(() => show.must({ type: 'stage.cue', participantId: guest }));
  then(() => show.must({ type: 'stage.enter', participantId: guest }));
  then(() => show.must({ type: 'show.start' }));
  then(() => show.must({ type: 'show.interrupt' }, SYSTEM));
  then(() => show.must({ type: 'show.end' }));
  expect(seen).toEqual(['backstage', 'next', 'on-stage', 'on-air', 'on-air', 'backstage']);
});

it('says nothing of the air to somebody who is taken off the stage', () => {
  const show = ScriptedShow.in('live');
  const guest = show.join('mei');
  show.must({ type: 'stage.enter', participantId: guest });
  show.must({ type: 'stage.leave', participantId: guest });
  expect(tallyOf(show.state, guest)).toBe('backstage');
});

it('says that a screen is on air, also of somebody who is backstage', () => {
  const show = ScriptedShow.in('live');
  const guest = show.join('mei');
  show.must(
    { type: 'people.switch', switches: { microphone: 'on', camera: 'on', screen: 'on' } },
    actorAs('guest', guest),
  );
  show.must({ type: 'stage.setScreen', participantId: guest, screen: 'on-air' });
  expect(tallyOf(show.state, guest)).toBe('screen-on-air');
  show.must({ type: 'stage.enter', participantId: guest });
  expect(tallyOf(show.state, guest)).toBe('on-air');
});

it('is dark on a page that does not know the crew', () => {
  const show = ScriptedShow.in('live');
  const guest = show.join('mei');
  expect(tallyOf({ ...show.state, crew: null }, guest)).toBe('backstage');
});
