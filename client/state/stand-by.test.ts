import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../shared/ids.ts';
import { ok, refuse } from '../../shared/result.ts';
import { aDocument, sceneId } from '../../shared/scene/sample-documents.ts';
import { HOST_ID, SYSTEM, type StudioRole } from '../../shared/show/actor.ts';
import type { ShowCommand } from '../../shared/show/command.ts';
import { actorAs, ScriptedShow } from '../../shared/show/show-fixture.ts';
import { StandBy } from './stand-by.ts';
import { settle } from './testing/settle.ts';

/** The page of `role`, in a show with the host's program. The server has their word unless `answers` refuses it. */
const aPage = (role: StudioRole) => {
  const show = ScriptedShow.in('live');
  show.join('host', 'host');
  show.must({ type: 'production.open', document: aDocument(), sceneId: sceneId('s1') });
  const selfId: ParticipantId = role === 'host' ? HOST_ID : show.join('ann', role);
  const page = { told: 0, line: 'open' as 'open' | 'lost' };
  const standBy = new StandBy({
    tell: () => {
      page.told += 1;
      if (page.line === 'lost') return Promise.resolve(refuse('net.unreachable'));
      show.must({ type: 'production.standBy', standby: 'ready' }, actorAs(role, selfId));
      standBy.follow(show.crew, selfId);
      return Promise.resolve(ok({}));
    },
  });
  const happen = async (command: ShowCommand): Promise<void> => {
    show.must(command, command.type.startsWith('people.') ? SYSTEM : undefined);
    standBy.follow(show.crew, selfId);
    await settle();
  };
  const follow = async (): Promise<void> => {
    standBy.follow(show.crew, selfId);
    await settle();
  };
  return { show, page, standBy, selfId, happen, follow };
};

const standbyOf = ({ crew }: ScriptedShow): ParticipantId | null => crew.production?.standbyId ?? null;

describe('a co-host’s page stands by', () => {
  it('once it composes the picture, and says so once', async () => {
    const { show, page, standBy, selfId, follow } = aPage('co-host');
    await follow();
    expect(page.told).toBe(0);
    standBy.handleComposing();
    await settle();
    expect(standbyOf(show)).toBe(selfId);
    standBy.handleComposing();
    await follow();
    expect(page.told).toBe(1);
  });

  it('again after it was lost', async () => {
    const { show, page, standBy, selfId, happen, follow } = aPage('co-host');
    standBy.handleComposing();
    await follow();
    await happen({ type: 'people.lose', participantId: selfId });
    expect([standbyOf(show), page.told]).toEqual([null, 1]);
    await happen({
      type: 'people.join',
      participantId: selfId,
      role: 'co-host',
      name: 'ann',
      inviteId: null,
      explaining: 'at-once',
    });
    expect([standbyOf(show), page.told]).toEqual([selfId, 2]);
  });

  it('once the other co-host’s page that did so is lost or leaves', async () => {
    const { show, page, standBy, selfId, happen, follow } = aPage('co-host');
    const bo = show.join('bo', 'co-host');
    const ready = { type: 'production.standBy', standby: 'ready' } as const;
    show.must(ready, actorAs('co-host', bo));
    standBy.handleComposing();
    await follow();
    expect([standbyOf(show), page.told]).toEqual([bo, 0]);
    await happen({ type: 'people.lose', participantId: bo });
    expect([standbyOf(show), page.told]).toEqual([selfId, 1]);
    show.must({ type: 'people.lose', participantId: selfId }, SYSTEM);
    show.must(
      { type: 'people.join', participantId: bo, role: 'co-host', name: 'bo', inviteId: null, explaining: 'at-once' },
      SYSTEM,
    );
    show.must(ready, actorAs('co-host', bo));
    await happen({
      type: 'people.join',
      participantId: selfId,
      role: 'co-host',
      name: 'ann',
      inviteId: null,
      explaining: 'at-once',
    });
    await happen({ type: 'people.leave', participantId: bo, reason: 'left' });
    expect([standbyOf(show), page.told]).toEqual([selfId, 2]);
  });

  it('in place of another one when it is appointed', async () => {
    const { show, page, standBy, selfId, happen, follow } = aPage('co-host');
    const bo = show.join('bo', 'co-host');
    show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host', bo));
    standBy.handleComposing();
    await follow();
    expect([standbyOf(show), page.told]).toEqual([bo, 0]);
    await happen({ type: 'production.appoint', participantId: selfId });
    await follow();
    expect([standbyOf(show), page.told]).toEqual([selfId, 1]);
  });

  it('again when its word did not get through', async () => {
    const { show, page, standBy, selfId, follow } = aPage('co-host');
    page.line = 'lost';
    standBy.handleComposing();
    await follow();
    expect(standbyOf(show)).toBeNull();
    page.line = 'open';
    await follow();
    expect(standbyOf(show)).toBe(selfId);
  });

  it('not while it makes the program', async () => {
    const { page, standBy, selfId, happen, follow } = aPage('co-host');
    standBy.handleComposing();
    await follow();
    await happen({ type: 'production.handOver', participantId: selfId });
    expect(page.told).toBe(1);
  });

  it('not once another page has the show', async () => {
    const { page, standBy } = aPage('co-host');
    standBy.handleComposing();
    standBy.follow(null, null);
    await settle();
    expect(page.told).toBe(0);
  });
});

it('the host’s page stands by once another one makes the program', async () => {
  const { show, standBy, happen, follow } = aPage('host');
  standBy.handleComposing();
  await follow();
  expect(standbyOf(show)).toBeNull();
  const bo = show.join('bo', 'co-host');
  show.must({ type: 'production.standBy', standby: 'ready' }, actorAs('co-host', bo));
  await happen({ type: 'production.handOver', participantId: bo });
  expect(standbyOf(show)).toBe(HOST_ID);
});

it('a producer’s page never does', async () => {
  const { page, standBy, follow } = aPage('producer');
  standBy.handleComposing();
  await follow();
  expect(page.told).toBe(0);
});
