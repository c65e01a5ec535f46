import type { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { AppError } from '../../../shared/errors.ts';
import { LoggedEvent, ShowEvent } from '../../../shared/show/event.ts';
import { WholeShow } from '../../../shared/show/whole-show.ts';
import type { EventLog } from '../port.ts';
import { guarded, inTransaction } from './database.ts';

const json = v.pipe(v.string(), v.parseJson());
const EventRow = v.object({
  seq: LoggedEvent.entries.seq,
  at_ms: LoggedEvent.entries.atMs,
  body: v.pipe(json, ShowEvent),
});
const NewestRow = v.object({ newest: v.number() });
const SnapshotRow = v.object({ body: v.pipe(json, WholeShow) });

/** @see https://www.sqlite.org/lang_select.html#limitoffset */
const NO_LIMIT = -1;

export const makeEventLog = (database: DatabaseSync): EventLog => {
  const newest = database.prepare('SELECT coalesce(max(seq), 0) AS newest FROM event WHERE show_id = ?');
  const insert = database.prepare('INSERT INTO event (show_id, seq, at_ms, body) VALUES (?, ?, ?, ?)');
  const select = database.prepare(
    'SELECT seq, at_ms, body FROM event WHERE show_id = ? AND seq > ? ORDER BY seq LIMIT ?',
  );
  const selectSnapshot = database.prepare('SELECT body FROM snapshot WHERE show_id = ?');
  const replaceSnapshot = database.prepare('INSERT OR REPLACE INTO snapshot (show_id, body) VALUES (?, ?)');

  return {
    append: (showId, expectedSeq, atMs, events) =>
      guarded(() =>
        inTransaction(database, () => {
          const storedSeq = v.parse(NewestRow, newest.get(showId)).newest;
          if (storedSeq !== expectedSeq) {
            throw new AppError('store.unavailable', new Error(`the log is at ${storedSeq}, expected ${expectedSeq}`));
          }
          return events.map((event, index) => {
            const logged = { seq: expectedSeq + index + 1, atMs, event };
            insert.run(showId, logged.seq, atMs, JSON.stringify(event));
            return logged;
          });
        }),
      ),

    read: (showId, afterSeq, limit = NO_LIMIT) =>
      guarded(() =>
        select.all(showId, afterSeq, limit).map((row) => {
          const { seq, at_ms: atMs, body: event } = v.parse(EventRow, row);
          return { seq, atMs, event };
        }),
      ),

    readSnapshot: (showId) =>
      guarded(() => {
        const row = selectSnapshot.get(showId);
        const parsed = row && v.safeParse(SnapshotRow, row);
        // A snapshot of an older shape is worth nothing and costs nothing: the log has it all.
        return parsed?.success ? parsed.output.body : null;
      }),

    writeSnapshot: (state) => guarded(() => void replaceSnapshot.run(state.id, JSON.stringify(state))),
  };
};
