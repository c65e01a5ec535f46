import type { DatabaseSync } from 'node:sqlite';
import type { Records } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

type ProviderEventRecords = Pick<Records, 'isProviderEventKnown' | 'rememberProviderEvent'>;

export const makeProviderEventRecords = (database: DatabaseSync): ProviderEventRecords => {
  const byId = database.prepare('SELECT id FROM provider_event WHERE id = ?');
  const insert = database.prepare('INSERT OR IGNORE INTO provider_event (id, at_ms) VALUES (?, ?)');
  const forget = database.prepare('DELETE FROM provider_event WHERE at_ms < ?');
  return {
    isProviderEventKnown: (eventId) => guarded(() => byId.get(eventId) !== undefined),
    rememberProviderEvent: (eventId, { atMs, forgetBeforeMs }) =>
      guarded(() =>
        inTransaction(database, () => {
          insert.run(eventId, atMs);
          forget.run(forgetBeforeMs);
        }),
      ),
  };
};
