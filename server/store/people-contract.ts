import * as v from 'valibot';
import { expect, it } from 'vitest';
import { InviteId, ParticipantId, ShowId } from '../../shared/ids.ts';
import type { Store, StoredInvite, StoredSeat } from './port.ts';
import { showId, withShow } from './store-fixture.ts';

const anInvite = (over: Partial<StoredInvite> = {}): StoredInvite => ({
  id: v.parse(InviteId, 'invite1'),
  showId,
  role: 'guest',
  name: 'Mei “the chef” 龙井',
  explaining: 'asks-first',
  maxUses: 2,
  uses: 0,
  createdAtMs: 10,
  expiresAtMs: 1_000,
  revokedAtMs: null,
  ...over,
});

const aSeat = (place: string, over: Partial<StoredSeat> = {}): StoredSeat => ({
  participantId: v.parse(ParticipantId, place),
  showId,
  inviteId: v.parse(InviteId, 'invite1'),
  role: 'guest',
  name: 'Mei',
  expiresAtMs: 2_000,
  standing: 'held',
  ...over,
});

export const describeInvites = (store: () => Store): void => {
  it('gives back the links of a show, oldest first, and one by its hash', () => {
    const records = withShow(store());
    const newer = anInvite({ id: v.parse(InviteId, 'invite2'), createdAtMs: 11, role: 'co-host', revokedAtMs: 12 });
    records.createInvite('hash2', newer);
    records.createInvite('hash1', anInvite());
    expect(records.invitesOfShow(showId)).toEqual([anInvite(), newer]);
    expect(records.invitesOfShow(v.parse(ShowId, 'show2'))).toEqual([]);
    expect(records.inviteByTokenHash('hash1')).toEqual(anInvite());
    expect(records.inviteByTokenHash('hash9')).toBeNull();
  });

  it('forgets a link, and keeps the seats that were taken by it', () => {
    const records = withShow(store());
    records.createInvite('hash1', anInvite());
    records.takeSeat('seat1', aSeat('p1'), 100);
    records.deleteInvite(anInvite().id);
    expect(records.invitesOfShow(showId)).toEqual([]);
    expect(records.seatByTokenHash('seat1', 100)).toEqual(aSeat('p1'));
  });

  it('withdraws a link with the seats of those who came by it, and of nobody else', () => {
    const records = withShow(store());
    const other = anInvite({ id: v.parse(InviteId, 'invite2') });
    records.createInvite('hash1', anInvite());
    records.createInvite('hash2', other);
    records.takeSeat('seat1', aSeat('p1'), 100);
    records.takeSeat('seat2', aSeat('p2', { inviteId: other.id }), 100);
    records.revokeInvite(anInvite().id, 200);
    records.revokeInvite(anInvite().id, 300);
    expect(records.inviteByTokenHash('hash1')).toEqual(anInvite({ uses: 1, revokedAtMs: 200 }));
    expect(records.seatByTokenHash('seat1', 200)).toBeNull();
    expect(records.seatByTokenHash('seat2', 200)).not.toBeNull();
  });
};

export const describeSeats = (store: () => Store): void => {
  it('counts a use with each seat, and lets nobody in beyond the last', () => {
    const records = withShow(store());
    records.createInvite('hash1', anInvite({ maxUses: 2 }));
    const taken = ['p1', 'p2', 'p3'].map((place) => records.takeSeat(`seat of ${place}`, aSeat(place), 100));
    expect(taken).toEqual(['taken', 'taken', 'closed']);
    expect(records.inviteByTokenHash('hash1')?.uses).toBe(2);
    expect(records.seatByTokenHash('seat of p2', 100)).toEqual(aSeat('p2'));
    expect(records.seatByTokenHash('seat of p3', 100)).toBeNull();
  });

  it('lets nobody in by a link that is over, withdrawn or unknown', () => {
    const records = withShow(store());
    const revoked = anInvite({ id: v.parse(InviteId, 'invite2'), revokedAtMs: 50 });
    const unknown = v.parse(InviteId, 'invite9');
    records.createInvite('hash1', anInvite({ expiresAtMs: 100 }));
    records.createInvite('hash2', revoked);
    expect(records.takeSeat('seat1', aSeat('p1'), 100)).toBe('closed');
    expect(records.takeSeat('seat2', aSeat('p2', { inviteId: revoked.id }), 60)).toBe('closed');
    expect(records.takeSeat('seat3', aSeat('p3', { inviteId: unknown }), 60)).toBe('closed');
    expect(records.takeSeat('seat4', aSeat('p4'), 99)).toBe('taken');
  });

  it('counts no use of a seat that could not be stored', () => {
    const records = withShow(store());
    records.createInvite('hash1', anInvite());
    records.takeSeat('seat1', aSeat('p1'), 100);
    expect(() => records.takeSeat('seat2', aSeat('p1'), 100)).toThrow(
      expect.objectContaining({ code: 'store.unavailable' }),
    );
    expect(records.inviteByTokenHash('hash1')?.uses).toBe(1);
  });

  it('takes a use back with the seat that is given back, once', () => {
    const records = withShow(store());
    records.createInvite('hash1', anInvite());
    records.takeSeat('seat1', aSeat('p1'), 100);
    records.giveSeatBack(aSeat('p1').participantId);
    records.giveSeatBack(aSeat('p1').participantId);
    expect(records.seatByTokenHash('seat1', 100)).toBeNull();
    expect(records.inviteByTokenHash('hash1')?.uses).toBe(0);
    expect(records.takeSeat('seat2', aSeat('p2'), 100)).toBe('taken');
  });

  it('keeps the seat of somebody who is barred, and says so', () => {
    const records = withShow(store());
    records.createInvite('hash1', anInvite());
    records.takeSeat('seat1', aSeat('p1'), 100);
    records.barSeat(aSeat('p1').participantId);
    expect(records.seatByTokenHash('seat1', 100)).toEqual(aSeat('p1', { standing: 'barred' }));
  });

  it('renames a seat, and forgets it when it is deleted or over', () => {
    const records = withShow(store());
    records.createInvite('hash1', anInvite());
    records.takeSeat('seat1', aSeat('p1', { expiresAtMs: 200 }), 100);
    records.takeSeat('seat2', aSeat('p2', { expiresAtMs: 300 }), 100);
    records.renameSeat(aSeat('p2').participantId, 'Bo');
    expect(records.seatByTokenHash('seat2', 200)?.name).toBe('Bo');
    expect(records.seatByTokenHash('seat1', 199)?.name).toBe('Mei');
    expect(records.seatByTokenHash('seat1', 200)).toBeNull();
    records.deleteExpiredSeats(200);
    expect(records.seatByTokenHash('seat1', 0)).toBeNull();
    records.deleteSeat(aSeat('p2').participantId);
    expect(records.seatByTokenHash('seat2', 200)).toBeNull();
  });
};
