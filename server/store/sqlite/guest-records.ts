import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { InviteId, ParticipantId, ShowId } from '../../../shared/ids.ts';
import { Invite, InvitedRole } from '../../../shared/protocol/invites.ts';
import type { Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const INVITE_COLUMNS = `id, show_id AS showId, role, name, explaining, max_uses AS maxUses, uses, created_at_ms AS createdAtMs,
  expires_at_ms AS expiresAtMs, revoked_at_ms AS revokedAtMs`;
const InviteRow = v.object({ ...Invite.entries, showId: ShowId });

const SEAT_COLUMNS = `participant_id AS participantId, show_id AS showId, invite_id AS inviteId, role, name,
  expires_at_ms AS expiresAtMs, standing`;
const SeatRow = v.object({
  participantId: ParticipantId,
  showId: ShowId,
  inviteId: InviteId,
  role: InvitedRole,
  name: v.string(),
  expiresAtMs: v.number(),
  standing: v.picklist(['held', 'barred']),
});

type GuestRecords = Pick<
  Records,
  | 'createInvite'
  | 'inviteByTokenHash'
  | 'invitesOfShow'
  | 'deleteInvite'
  | 'revokeInvite'
  | 'takeSeat'
  | 'seatByTokenHash'
  | 'renameSeat'
  | 'barSeat'
  | 'deleteSeat'
  | 'giveSeatBack'
  | 'deleteExpiredSeats'
>;

/** Links into studios, and the seats that are taken by them. */
export const makeGuestRecords = (database: DatabaseSync): GuestRecords => ({
  ...makeInviteRecords(database),
  ...makeSeatRecords(database),
});

const makeInviteRecords = (database: DatabaseSync) => {
  const insert = database.prepare(
    `INSERT INTO invite
      (id, token_hash, show_id, role, name, explaining, max_uses, uses, created_at_ms, expires_at_ms, revoked_at_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byTokenHash = database.prepare(`SELECT ${INVITE_COLUMNS} FROM invite WHERE token_hash = ?`);
  const ofShow = database.prepare(
    `SELECT ${INVITE_COLUMNS} FROM invite WHERE show_id = ? ORDER BY created_at_ms, rowid`,
  );
  const remove = database.prepare('DELETE FROM invite WHERE id = ?');
  const revoke = database.prepare('UPDATE invite SET revoked_at_ms = ? WHERE id = ? AND revoked_at_ms IS NULL');
  const deleteSeats = database.prepare('DELETE FROM seat WHERE invite_id = ?');

  return {
    createInvite: (tokenHash, invite) =>
      guarded(() => {
        const { id, showId, role, name, explaining, maxUses, uses, createdAtMs, expiresAtMs, revokedAtMs } = invite;
        const times = [createdAtMs, expiresAtMs, revokedAtMs] as const;
        insert.run(id, tokenHash, showId, role, name, explaining, maxUses, uses, ...times);
      }),
    inviteByTokenHash: (tokenHash) =>
      guarded(() => {
        const row = byTokenHash.get(tokenHash);
        return row === undefined ? null : v.parse(InviteRow, row);
      }),
    invitesOfShow: (showId) => guarded(() => ofShow.all(showId).map((row) => v.parse(InviteRow, row))),
    deleteInvite: (id) => guarded(() => void remove.run(id)),
    revokeInvite: (id, atMs) =>
      guarded(() =>
        inTransaction(database, () => {
          revoke.run(atMs, id);
          deleteSeats.run(id);
        }),
      ),
  } satisfies Partial<GuestRecords>;
};

const makeSeatRecords = (database: DatabaseSync) => {
  const countUse = database.prepare(
    `UPDATE invite SET uses = uses + 1
      WHERE id = ? AND uses < max_uses AND expires_at_ms > ? AND revoked_at_ms IS NULL`,
  );
  const insert = database.prepare(
    `INSERT INTO seat (token_hash, participant_id, show_id, invite_id, role, name, expires_at_ms, standing)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byTokenHash = database.prepare(`SELECT ${SEAT_COLUMNS} FROM seat WHERE token_hash = ? AND expires_at_ms > ?`);
  const rename = database.prepare('UPDATE seat SET name = ? WHERE participant_id = ?');
  const bar = database.prepare("UPDATE seat SET standing = 'barred' WHERE participant_id = ?");
  const remove = database.prepare('DELETE FROM seat WHERE participant_id = ?');
  const uncountUse = database.prepare(
    'UPDATE invite SET uses = uses - 1 WHERE id = (SELECT invite_id FROM seat WHERE participant_id = ?)',
  );
  const deleteExpired = database.prepare('DELETE FROM seat WHERE expires_at_ms <= ?');

  return {
    takeSeat: (tokenHash, { participantId, showId, inviteId, role, name, expiresAtMs, standing }, atMs) =>
      guarded(() =>
        inTransaction(database, () => {
          if (countUse.run(inviteId, atMs).changes === 0) return 'closed';
          insert.run(tokenHash, participantId, showId, inviteId, role, name, expiresAtMs, standing);
          return 'taken';
        }),
      ),
    seatByTokenHash: (tokenHash, atMs) =>
      guarded(() => {
        const row = byTokenHash.get(tokenHash, atMs);
        return row === undefined ? null : v.parse(SeatRow, row);
      }),
    renameSeat: (participantId, name) => guarded(() => void rename.run(name, participantId)),
    barSeat: (participantId) => guarded(() => void bar.run(participantId)),
    deleteSeat: (participantId) => guarded(() => void remove.run(participantId)),
    giveSeatBack: (participantId) =>
      guarded(() =>
        inTransaction(database, () => {
          uncountUse.run(participantId);
          remove.run(participantId);
        }),
      ),
    deleteExpiredSeats: (atMs) => guarded(() => void deleteExpired.run(atMs)),
  } satisfies Partial<GuestRecords>;
};
