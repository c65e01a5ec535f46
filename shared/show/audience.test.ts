import { expect, it } from 'vitest';
import { HOST_ID } from './actor.ts';
import { audienceOf, publicState } from './audience.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';

const aBusyShow = () => {
  const show = ScriptedShow.in('live');
  show.join(HOST_ID, 'host');
  const guest = show.join('mei');
  show.must({ type: 'stage.enter', participantId: guest });
  show.must({ type: 'talk.post', text: 'hi' }, actorAs('guest', guest));
  show.must({ type: 'callout.open', itemId: show.addItem() });
  return show;
};

it('what happens among the people in the studio is not for viewers', () => {
  const heard = aBusyShow().log.map(({ event }) => [event.type, audienceOf(event)]);
  expect(heard).toEqual([
    ['show.created', 'everyone'],
    ['show.started', 'everyone'],
    ['people.joined', 'crew'],
    ['stage.entered', 'crew'],
    ['people.joined', 'crew'],
    ['stage.entered', 'crew'],
    ['talk.posted', 'crew'],
    ['shelf.added', 'everyone'],
    ['callout.opened', 'everyone'],
  ]);
});

it('viewers know everything of a show but its people', () => {
  const { state } = aBusyShow();
  expect(publicState(state)).toEqual({ ...state, crew: null, ledger: null, chatters: null, numbers: null });
});
