import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { AccountId } from '../../../shared/ids.ts';
import type { Records } from '../port.ts';
import { guarded } from './database.ts';

const SessionRow = v.pipe(
  v.object({ account_id: AccountId, expires_at_ms: v.number() }),
  v.transform(({ account_id: accountId, expires_at_ms: expiresAtMs }) => ({ accountId, expiresAtMs })),
);

type SessionRecords = Pick<Records, 'createSession' | 'sessionByTokenHash' | 'deleteSession' | 'deleteExpiredSessions'>;

/** Who is signed in where: only hashes of what their browsers have. */
export const makeSessionRecords = (database: DatabaseSync): SessionRecords => {
  const insertSession = database.prepare(
    'INSERT INTO session (token_hash, account_id, expires_at_ms) VALUES (?, ?, ?)',
  );
  const session = database.prepare(
    'SELECT account_id, expires_at_ms FROM session WHERE token_hash = ? AND expires_at_ms > ?',
  );
  const deleteSession = database.prepare('DELETE FROM session WHERE token_hash = ?');
  const deleteExpired = database.prepare('DELETE FROM session WHERE expires_at_ms <= ?');

  return {
    createSession: (tokenHash, { accountId, expiresAtMs }) =>
      guarded(() => void insertSession.run(tokenHash, accountId, expiresAtMs)),
    sessionByTokenHash: (tokenHash, atMs) =>
      guarded(() => {
        const row = session.get(tokenHash, atMs);
        return row === undefined ? null : v.parse(SessionRow, row);
      }),
    deleteSession: (tokenHash) => guarded(() => void deleteSession.run(tokenHash)),
    deleteExpiredSessions: (atMs) => guarded(() => void deleteExpired.run(atMs)),
  };
};
