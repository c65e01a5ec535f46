import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/errors.ts';
import type { Closable } from '../../../shared/lifetime.ts';

/**
 * Keeps a second server off `path`'s folder. The lock is an open exclusive transaction on a file of its own, which the
 * operating system ends with the process, however it dies; the database itself stays readable for backups.
 * Throws AppError `store.unavailable` when another process holds it, or the folder cannot be written.
 */
export const lockFolder = (path: string): Closable => {
  let lock: DatabaseSync | null = null;
  try {
    lock = new DatabaseSync(path);
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    throw new AppError('store.unavailable', new Error(lockSentence(path, cause), { cause }));
  }
};

/** @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

const lockSentence = (path: string, cause: unknown): string =>
  cause instanceof Error && 'errcode' in cause && cause.errcode === SQLITE_BUSY
    ? `Another Tally server is using this data folder (${path} is locked).`
    : `The data folder cannot be written (${path}).`;
