import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShowId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import { ENDPOINTS } from '../../shared/protocol/http.ts';
import { MAX_INVITES, type InviteWish } from '../../shared/protocol/invites.ts';
import { SYSTEM } from '../../shared/show/actor.ts';
import { personId } from '../../shared/show/show-fixture.ts';
import { openHttp } from './http-fixture.ts';

type Http = Awaited<ReturnType<typeof openHttp>>;
let http: Http;
beforeEach(async () => {
  http = await openHttp();
});
afterEach(() => http.close());

const aLink = async (wish: Partial<InviteWish> = {}) => {
  const actor = await http.aShow();
  const showId = actor.state.id;
  const made = http.invites.create(showId, {
    role: 'guest',
    name: 'Mei',
    explaining: 'at-once',
    maxUses: 1,
    lifetimeMs: 60_000,
    ...wish,
  });
  assert(made.ok, 'the link was made');
  return { actor, showId, ...made.value };
};

const look = (token: string, visitor = http.visit()) => visitor.post(ENDPOINTS.lookAtInvite.path, { body: { token } });
const enter = (token: string, visitor = http.visit(), name = 'Mei') =>
  visitor.post(ENDPOINTS.enterStudio.path, { body: { token, name } });

/** Whom the visitor is by the seat that they took. */
const enterAs = async (token: string, showId: ShowId, visitor: ReturnType<Http['visit']>) => {
  const { headers } = await enter(token, visitor);
  const seat = http.seats.find(headers.getSetCookie()[0], showId);
  assert(seat, 'the seat is found by its cookie');
  return seat.participantId;
};

const anotherLink = (showId: ShowId): string => {
  const made = http.invites.create(showId, {
    role: 'guest',
    name: 'Bo',
    explaining: 'at-once',
    maxUses: 1,
    lifetimeMs: 60_000,
  });
  assert(made.ok, 'the link was made');
  return made.value.token;
};

describe('coming into a studio by a link', () => {
  it('shows the door, takes a seat with a name, and finds the seat again by its cookie', async () => {
    const { token, showId } = await aLink({ role: 'co-host' });
    const visitor = http.visit();
    const door = { showId, title: 'Spring teas', channel: { name: 'Tea house', handle: 'tea' }, role: 'co-host' };
    expect((await look(token, visitor)).body).toEqual({ door, name: 'Mei', seat: null });
    const entered = await enter(token, visitor, 'Mei Lin');
    const seat = { showId, name: 'Mei Lin', role: 'co-host' };
    expect(entered.body).toEqual({ seat });
    expect(entered.headers.getSetCookie()).toEqual([
      expect.stringMatching(
        new RegExp(`^tally-seat-${showId}=[\\w-]{43}; Max-Age=\\d+; Path=/; HttpOnly; SameSite=Lax$`),
      ),
    ]);
    expect((await visitor.post(ENDPOINTS.findSeat.path, { body: { showId } })).body).toEqual({ door, seat });
    expect((await http.visit().post(ENDPOINTS.findSeat.path, { body: { showId } })).body).toEqual({
      door: null,
      seat: null,
    });
  });

  it('counts one use for one seat, however often its person comes', async () => {
    const { token, showId } = await aLink();
    const visitor = http.visit();
    await enter(token, visitor);
    expect((await look(token, visitor)).body).toMatchObject({ seat: { name: 'Mei' } });
    expect((await enter(token, visitor, 'Mei again')).body).toMatchObject({ seat: { name: 'Mei again' } });
    expect(http.invites.list(showId)).toMatchObject([{ uses: 1, maxUses: 1 }]);
  });

  it('gives the last use to one of two who come at once', async () => {
    const { token } = await aLink();
    const answers = await Promise.all([enter(token), enter(token)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
  });

  it.each([
    ['unknown', 404, async () => 'x'.repeat(43)],
    [
      'used-up',
      410,
      async () => {
        const { token } = await aLink();
        await enter(token);
        return token;
      },
    ],
    [
      'expired',
      410,
      async () => {
        const { token } = await aLink();
        http.world.atMs += 60_000;
        return token;
      },
    ],
    [
      'revoked',
      410,
      async () => {
        const { token, showId, invite } = await aLink();
        http.invites.revoke(showId, invite.id);
        return token;
      },
    ],
  ])('says that a link is %s', async (state, status, make) => {
    const token = await make();
    for (const answer of [await look(token), await enter(token)]) {
      expect(answer).toMatchObject({ status, body: { code: `invite.${state}` } });
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('takes the seat with a withdrawn link', async () => {
    const { token, showId, invite } = await aLink();
    const visitor = http.visit();
    await enter(token, visitor);
    http.invites.revoke(showId, invite.id);
    expect((await visitor.post(ENDPOINTS.findSeat.path, { body: { showId } })).body).toEqual({
      door: null,
      seat: null,
    });
  });

  it('lets nobody in again by the link of a seat that is barred, and by another one', async () => {
    const { token, showId } = await aLink({ maxUses: 3 });
    const visitor = http.visit();
    http.seats.bar(await enterAs(token, showId, visitor));
    for (const answer of [await look(token, visitor), await enter(token, visitor)]) {
      expect(answer).toMatchObject({ status: 403, body: { code: 'invite.barred' } });
    }
    expect((await visitor.post(ENDPOINTS.findSeat.path, { body: { showId } })).body).toMatchObject({ seat: null });
    expect((await enter(token)).status).toBe(200);
    expect((await enter(anotherLink(showId), visitor)).status).toBe(200);
  });

  it('has one person in one browser: by another link they come in place of who they were', async () => {
    const { token, showId, actor } = await aLink();
    const visitor = http.visit();
    const participantId = await enterAs(token, showId, visitor);
    await actor.submit(
      { type: 'people.join', participantId, role: 'guest', name: 'Mei', inviteId: null, explaining: 'at-once' },
      SYSTEM,
    );
    await enter(anotherLink(showId), visitor);
    expect(actor.state.crew?.participantIds).toEqual([]);
    expect(http.invites.list(showId)).toMatchObject([{ uses: 0 }, { uses: 1 }]);
  });

  it('says that the studio is full, and spends no use on it', async () => {
    const { token, showId, actor } = await aLink();
    for (let count = 0; count < 14; count += 1) {
      const participantId = personId(`p${count}`);
      await actor.submit(
        { type: 'people.join', participantId, role: 'guest', name: 'X', inviteId: null, explaining: 'at-once' },
        SYSTEM,
      );
    }
    expect(await enter(token)).toMatchObject({ status: 503, body: { code: 'people.full' } });
    expect(http.invites.list(showId)).toMatchObject([{ uses: 0 }]);
  });

  it('takes no name that nobody can see', async () => {
    const { token } = await aLink();
    expect(await enter(token, http.visit(), ' ')).toMatchObject({ status: 400, body: { field: 'name' } });
  });

  it('keeps a limited number of links, and forgets those first that let nobody in', async () => {
    const { showId, invite } = await aLink();
    const wish = { role: 'guest', name: 'Mei', explaining: 'at-once', maxUses: 1, lifetimeMs: 60_000 } as const;
    for (let count = 1; count < MAX_INVITES; count += 1) expect(http.invites.create(showId, wish).ok).toBe(true);
    expect(http.invites.create(showId, wish)).toEqual({ ok: false, error: { code: 'invite.limit' } });
    http.invites.revoke(showId, invite.id);
    expect(http.invites.create(showId, wish).ok).toBe(true);
    expect(http.invites.list(showId)).toHaveLength(MAX_INVITES);
  });

  it('serves the page to whoever comes, with the devices that it needs', async () => {
    for (const address of ['/join', '/join/show1']) {
      const answer = await http.visit().get(address);
      expect(answer.text).toContain('data-page="guest"');
      expect(answer.headers.get('permissions-policy')).toContain('camera=(self), microphone=(self)');
    }
  });
});
