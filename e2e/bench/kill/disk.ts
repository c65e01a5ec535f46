import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteStore } from '../../../server/store/sqlite/open.ts';
import type { ShowId } from '../../../shared/ids.ts';
import type { LoggedEvent } from '../../../shared/show/event.ts';

const DATABASE = ['tally.sqlite', 'tally.sqlite-wal'] as const;

/**
 * What a killed server left of a show's log on the disk. A copy is read: opening the database itself would repair it, and that is
 * the next server's to do.
 */
export const readLeftLog = async (
  dataDir: string,
  { showId, afterSeq }: { readonly showId: ShowId; readonly afterSeq: number },
): Promise<readonly LoggedEvent[]> => {
  const copy = await mkdtemp(path.join(tmpdir(), 'tally-left-'));
  try {
    for (const file of DATABASE) await copyFile(path.join(dataDir, file), path.join(copy, file));
    const store = openSqliteStore({ dataDir: copy });
    const events = store.log.read(showId, afterSeq);
    store.close();
    return events;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
};
