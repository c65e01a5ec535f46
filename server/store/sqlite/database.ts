import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { AppError } from '../../../shared/errors.ts';
import { MIGRATIONS } from './migrations.ts';

/**
 * How long a write waits for someone else's lock (a backup tool), in milliseconds. The wait blocks the event loop, so
 * longer would freeze signalling; shorter would refuse commands for every backup.
 */
const BUSY_TIMEOUT_MS = 250;

const UserVersion = v.object({ user_version: v.number() });

/**
 * Opens the database at `path` (`:memory:` for none) at the newest schema. WAL with `synchronous=FULL`: what is
 * committed survives both `kill -9` and a power cut.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export const openDatabase = (path: string): DatabaseSync =>
  guarded(() => {
    const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
      migrate(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });

/** Runs `work` in one transaction: all of it is durable when this returns, or none of it happened. */
export const inTransaction = <Value>(database: DatabaseSync, work: () => Value): Value => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    // SQLite has already rolled back by itself after some failures, a full disk among them.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** Translates what the medium throws (locked, full, damaged, closed) to AppError `store.unavailable`. */
export const guarded = <Value>(work: () => Value): Value => {
  try {
    return work();
  } catch (error) {
    throw isMediumFailure(error) ? new AppError('store.unavailable', error) : error;
  }
};

/** `ERR_SQLITE_ERROR` from the library, `ERR_INVALID_STATE` from a closed database, `ValiError` from a damaged row. */
const isMediumFailure = (error: unknown): boolean =>
  error instanceof v.ValiError ||
  (error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_SQLITE_ERROR' || error.code === 'ERR_INVALID_STATE'));

const migrate = (database: DatabaseSync): void => {
  const version = v.parse(UserVersion, database.prepare('PRAGMA user_version').get()).user_version;
  if (version > MIGRATIONS.length) {
    throw new AppError('store.unavailable', new Error(`The data folder is of a newer Tally (schema ${version}).`));
  }
  for (const [index, step] of MIGRATIONS.entries()) {
    if (index < version) continue;
    inTransaction(database, () => {
      database.exec(step);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
};
