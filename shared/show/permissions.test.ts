import { describe, expect, it } from 'vitest';
import { STUDIO_ROLES, type ActorRole } from './actor.ts';
import { ShowCommand, type ShowCommandType } from './command.ts';
import { isAllowed } from './permissions.ts';
import { actorAs, ScriptedShow } from './show-fixture.ts';

const commandTypes = ShowCommand.options.map((option) => option.entries.type.literal);
const bySystem: ShowCommandType[] = [
  'show.interrupt',
  'show.resume',
  'hold.expire',
  'order.pay',
  'order.refund',
  'people.join',
  'people.lose',
  'people.leave',
  'production.rescue',
];
const byBuyers: ShowCommandType[] = ['hold.request', 'hold.extend', 'hold.cancel', 'hold.startCheckout'];
const byMakers: ShowCommandType[] = ['program.mark', 'production.open', 'production.standBy', 'production.handOver'];
const aboutThemselves: ShowCommandType[] = ['people.rename', 'people.switch', 'talk.post', 'talk.remove'];

const allowed = (role: ActorRole): ShowCommandType[] => commandTypes.filter((type) => isAllowed(role, type));

describe('who may ask what of a show', () => {
  it('lets viewers buy, and nothing else', () => {
    expect(allowed('viewer')).toEqual(byBuyers);
  });

  it('lets the server alone say that media, a person or money was lost or came, and nothing else', () => {
    expect(allowed('system')).toEqual(bySystem);
    const byOthers = commandTypes.filter((type) => !isAllowed('host', type));
    expect(byOthers.filter((type) => !byBuyers.includes(type))).toEqual(bySystem);
  });

  it('gives a co-host what the host has, but for making shows', () => {
    expect(allowed('co-host')).toEqual(allowed('host').filter((type) => type !== 'show.create'));
  });

  it('gives a producer the same, but for the picture: it is another page that makes it', () => {
    expect(allowed('producer')).toEqual(allowed('co-host').filter((type) => !byMakers.includes(type)));
  });

  it('lets a moderator quieten and remove people, and clean the talk', () => {
    expect(allowed('moderator')).toEqual([
      'people.remove',
      'people.rename',
      'people.switch',
      'people.mute',
      'talk.post',
      'talk.remove',
    ]);
  });

  it('lets guests and cameras speak of themselves only', () => {
    expect(allowed('guest')).toEqual(aboutThemselves);
    expect(allowed('camera')).toEqual(aboutThemselves);
  });

  it('refuses before it looks at the show', () => {
    const show = ScriptedShow.in('live');
    const others: readonly ActorRole[] = ['viewer', 'system', ...STUDIO_ROLES];
    for (const role of others.filter((each) => !isAllowed(each, 'show.end'))) {
      expect(show.ask({ type: 'show.end' }, actorAs(role))).toEqual({ ok: false, error: { code: 'auth.forbidden' } });
    }
    expect(show.state.life.phase).toBe('live');
  });
});
