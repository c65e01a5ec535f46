import { describe, expect, it } from 'vitest';
import { ACTOR_ROLES } from './actor.ts';
import { ShowCommand } from './command.ts';
import { isAllowed } from './permissions.ts';
import { ScriptedShow } from './show-fixture.ts';

const commandTypes = ShowCommand.options.map((option) => option.entries.type.literal);
const bySystem = ['show.interrupt', 'show.resume'];

describe('who may ask what of a show', () => {
  it('lets viewers ask nothing', () => {
    expect(commandTypes.filter((type) => isAllowed('viewer', type))).toEqual([]);
  });

  it('lets the server alone say that media was lost or came back, and nothing else', () => {
    expect(commandTypes.filter((type) => isAllowed('system', type))).toEqual(bySystem);
    expect(commandTypes.filter((type) => !isAllowed('owner', type))).toEqual(bySystem);
  });

  it('refuses before it looks at the show', () => {
    const show = ScriptedShow.in('live');
    for (const actor of ACTOR_ROLES.filter((role) => role !== 'owner')) {
      expect(show.ask({ type: 'show.end' }, actor)).toEqual({ ok: false, error: { code: 'auth.forbidden' } });
    }
    expect(show.state.life.phase).toBe('live');
  });
});
