import { describe, expect, it } from 'vitest';
import { HOST_ID, SYSTEM } from './actor.ts';
import { MAX_TALK_MESSAGES } from './crew.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';

const refusal = (code: string) => ({ ok: false, error: { code } });

const aTalk = () => {
  const show = ScriptedShow.in('draft');
  show.join(HOST_ID, 'host');
  const [mei, tom] = [show.join('mei'), show.join('tom')];
  return { show, asMei: actorAs('guest', mei), asTom: actorAs('guest', tom), mei };
};

describe('the talk backstage', () => {
  it('keeps who said what, when, and under which name', () => {
    const { show, asMei, mei } = aTalk();
    show.atMs = 5_000;
    show.must({ type: 'talk.post', text: 'Is my sound fine?' }, asMei);
    show.must({ type: 'people.rename', name: 'Mei from the tea farm' }, asMei);
    expect(show.crew.talk).toMatchObject([{ participantId: mei, name: 'mei', text: 'Is my sound fine?', atMs: 5_000 }]);
  });

  it('is for people in the studio', () => {
    const { show } = aTalk();
    const stranger = actorAs('guest');
    expect(show.ask({ type: 'talk.post', text: 'hi' }, stranger)).toMatchObject(refusal('people.not-found'));
  });

  it('lets people take back their own words, and who keeps order anybody’s', () => {
    const { show, asMei, asTom } = aTalk();
    show.must({ type: 'talk.post', text: 'one' }, asMei);
    show.must({ type: 'talk.post', text: 'two' }, asMei);
    const [one, two] = show.crew.talk;
    if (!one || !two) throw new Error('two lines were said');
    expect(show.ask({ type: 'talk.remove', messageId: one.id }, asTom)).toMatchObject(refusal('auth.forbidden'));
    show.must({ type: 'talk.remove', messageId: one.id }, asMei);
    show.must({ type: 'talk.remove', messageId: two.id });
    expect(show.crew.talk).toEqual([]);
    expect(show.ask({ type: 'talk.remove', messageId: two.id })).toMatchObject(refusal('talk.message-not-found'));
  });

  it('remembers the newest lines', () => {
    const { show, asMei } = aTalk();
    for (let line = 0; line <= MAX_TALK_MESSAGES; line += 1) show.must({ type: 'talk.post', text: `${line}` }, asMei);
    expect(show.crew.talk).toHaveLength(MAX_TALK_MESSAGES);
    expect(show.crew.talk[0]?.text).toBe('1');
  });

  it('stays when its people leave', () => {
    const { show, asMei, mei } = aTalk();
    show.must({ type: 'talk.post', text: 'bye' }, asMei);
    show.must({ type: 'people.leave', participantId: mei, reason: 'left' }, SYSTEM);
    expect(show.crew.talk).toMatchObject([{ name: 'mei', text: 'bye' }]);
  });
});
