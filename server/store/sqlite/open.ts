import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/errors.ts';
import type { Closable } from '../../../shared/lifetime.ts';
import type { Store } from '../port.ts';
import { makeAccountRecords } from './account-records.ts';
import { makeSessionRecords } from './session-records.ts';
import { makeCatalogRecords } from './catalog-records.ts';
import { guarded, openDatabase } from './database.ts';
import { makeEventLog } from './event-log.ts';
import { lockFolder } from './folder-lock.ts';
import { makeFollowerRecords } from './follower-records.ts';
import { makeGuestRecords } from './guest-records.ts';
import { makeProviderEventRecords } from './provider-event-records.ts';
import { makeSetRecords } from './set-records.ts';
import { makeShowRecords } from './show-records.ts';

/**
 * Opens the store in `dataDir`, which is made when missing, and locks it against a second server.
 * Throws AppError `store.unavailable`; its cause has a sentence for the operator.
 */
export const openSqliteStore = ({ dataDir }: { readonly dataDir: string }): Store => {
  makeFolder(dataDir);
  const lock = lockFolder(path.join(dataDir, 'lock.sqlite'));
  try {
    return makeStore(openDatabase(path.join(dataDir, 'tally.sqlite')), lock);
  } catch (error) {
    lock.close();
    throw error;
  }
};

/** The same store without a file, for tests: it is gone when it is closed. */
export const openMemoryStore = (): Store => makeStore(openDatabase(':memory:'), { close: () => undefined });

/** The owner's accounts are in it: nobody else on the machine may read. */
const PRIVATE_FOLDER = 0o700;

const makeFolder = (dataDir: string): void => {
  try {
    mkdirSync(dataDir, { recursive: true, mode: PRIVATE_FOLDER });
  } catch (cause) {
    throw new AppError('store.unavailable', new Error(`The data folder cannot be made (${dataDir}).`, { cause }));
  }
};

const makeStore = (database: DatabaseSync, lock: Closable): Store => {
  const probe = database.prepare('UPDATE probe SET written = written + 1');
  return {
    log: makeEventLog(database),
    records: {
      ...makeAccountRecords(database),
      ...makeSessionRecords(database),
      ...makeShowRecords(database),
      ...makeGuestRecords(database),
      ...makeSetRecords(database),
      ...makeFollowerRecords(database),
      ...makeProviderEventRecords(database),
    },
    catalog: makeCatalogRecords(database),
    isWritable: () => {
      try {
        guarded(() => probe.run());
        return true;
      } catch (error) {
        if (error instanceof AppError) return false;
        throw error;
      }
    },
    close: () => {
      if (!database.isOpen) return;
      database.close();
      lock.close();
    },
  };
};
