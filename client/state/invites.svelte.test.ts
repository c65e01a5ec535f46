import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors.ts';
import { InviteId } from '../../shared/ids.ts';
import { assert } from '../../shared/invariant.ts';
import type { Invite, InviteWish } from '../../shared/protocol/invites.ts';
import { openStudio } from './testing/a-studio.ts';
import { settle } from './testing/settle.ts';

const WISH: InviteWish = { role: 'guest', name: 'Mei', explaining: 'at-once', maxUses: 1, lifetimeMs: 3_600_000 };

/** A server that keeps links. */
const aStudioWithLinks = async () => {
  const parts = await openStudio();
  const kept: Invite[] = [];
  parts.line.replies['invite.list'] = () => ({ invites: [...kept] });
  parts.line.replies['invite.create'] = ({ role, name, explaining, maxUses, lifetimeMs }) => {
    const createdAtMs = 1_000 * (kept.length + 1);
    const id = v.parse(InviteId, `invite${kept.length + 1}`);
    const times = { createdAtMs, expiresAtMs: createdAtMs + lifetimeMs, revokedAtMs: null };
    const invite: Invite = { id, role, name, explaining, maxUses, uses: 0, ...times };
    kept.push(invite);
    return { invite, token: `secret ${kept.length}` };
  };
  parts.line.replies['invite.revoke'] = ({ inviteId }) => {
    const index = kept.findIndex(({ id }) => id === inviteId);
    const invite = kept[index];
    if (!invite) throw new AppError('invite.unknown');
    kept[index] = { ...invite, revokedAtMs: 9_000 };
    return {};
  };
  return { ...parts, kept, invites: parts.studio.invites };
};

describe('links into the studio', () => {
  it('are unknown until they are asked for, and come newest first', async () => {
    const { invites } = await aStudioWithLinks();
    expect(invites.list).toBeNull();
    await invites.create(WISH);
    await invites.create({ ...WISH, name: 'Bo' });
    expect(invites.list?.map(({ name }) => name)).toEqual(['Bo', 'Mei']);
  });

  it('have a secret that only the page knows that made them', async () => {
    const { invites } = await aStudioWithLinks();
    const made = await invites.create(WISH);
    expect(made && invites.tokenOf(made.id)).toBe('secret 1');
    expect(invites.tokenOf(v.parse(InviteId, 'another'))).toBeNull();
  });

  it('are withdrawn', async () => {
    const { invites } = await aStudioWithLinks();
    const made = await invites.create(WISH);
    expect(made && (await invites.revoke(made.id))).toBe(true);
    expect(invites.list?.[0]?.revokedAtMs).toBe(9_000);
  });

  it('that are refused are told of', async () => {
    const { invites, line, problems } = await aStudioWithLinks();
    line.replies['invite.create'] = () => Promise.reject(new AppError('invite.limit'));
    expect(await invites.create(WISH)).toBeNull();
    expect(problems).toEqual(['invite.limit']);
  });

  it('are counted anew when somebody comes', async () => {
    const { invites, line, kept } = await aStudioWithLinks();
    const made = await invites.create(WISH);
    assert(made, 'the link was made');
    kept[0] = { ...made, uses: 1 };
    line.show.join('mei');
    line.tellEvents();
    await settle();
    expect(invites.list?.[0]?.uses).toBe(1);
  });
});
