import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import * as v from 'valibot';
import { AppError } from '../../shared/errors.ts';
import type { AssetId, ShowId } from '../../shared/ids.ts';
import type { Closable } from '../../shared/lifetime.ts';
import { orAbort } from '../platform/or-abort.ts';
import { asStorageError } from './storage-errors.ts';
import { ForeignSave, readDraft, type StoredDraft } from './stored-draft.ts';

/**
 * What this browser keeps for the studio: a draft for each show, and the pictures that documents name.
 * Everything fails with `storage.full` or `storage.unavailable`; the studio goes on without.
 */
export type Drafts = Closable & {
  /** The show's draft, or null when there is none. Fails with `document.invalid` for one that no version can read; it is kept aside. */
  load(showId: ShowId): Promise<StoredDraft | null>;
  /** The last writer wins, and other tabs are told. */
  save(showId: ShowId, draft: StoredDraft): Promise<void>;
  putAsset(assetId: AssetId, blob: Blob): Promise<void>;
  getAsset(assetId: AssetId): Promise<Blob | null>;
  /** Tells when another tab of this browser saved a draft. */
  onForeignSave(listener: (save: ForeignSave) => void): void;
};

/** Values are as unknown as any from outside: another version of Tally, or a person's tools, may have written them. */
type Schema = DBSchema & {
  drafts: { key: string; value: unknown };
  assets: { key: string; value: unknown };
  /** Drafts that could not be read, kept from being overwritten: a newer Tally may read them. */
  unreadable: { key: string; value: unknown };
};

const DATABASE = 'tally';
const DATABASE_VERSION = 1;
const CHANNEL = 'tally-drafts';

export const openDrafts = async (signal: AbortSignal): Promise<Drafts> => {
  signal.throwIfAborted();
  const connection = new Connection();
  await orAbort(
    connection.use(async () => undefined),
    signal,
    () => undefined,
  ).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  return new IndexedDrafts(connection);
};

class IndexedDrafts implements Drafts {
  readonly #connection: Connection;
  readonly #channel = new BroadcastChannel(CHANNEL);

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async load(showId: ShowId): Promise<StoredDraft | null> {
    const stored = await this.#connection.use((database) => database.get('drafts', showId));
    if (stored === undefined) return null;
    try {
      return readDraft(stored);
    } catch (error) {
      await this.#connection.use((database) => database.put('unreadable', stored, showId));
      throw error;
    }
  }

  async save(showId: ShowId, draft: StoredDraft): Promise<void> {
    await this.#connection.use(async (database) => {
      const saving = database.transaction('drafts', 'readwrite');
      const put = saving.store.put(draft, showId);
      // Without waiting for the put: a page that goes away does not live to commit by itself, and its save would be undone.
      saving.commit();
      await Promise.all([put, saving.done]);
    });
    const said: ForeignSave = { showId, savedAtMs: draft.savedAtMs };
    this.#channel.postMessage(said);
  }

  async putAsset(assetId: AssetId, blob: Blob): Promise<void> {
    await this.#connection.use((database) => database.put('assets', blob, assetId));
  }

  async getAsset(assetId: AssetId): Promise<Blob | null> {
    const stored = await this.#connection.use((database) => database.get('assets', assetId));
    return stored instanceof Blob ? stored : null;
  }

  onForeignSave(listener: (save: ForeignSave) => void): void {
    this.#channel.addEventListener('message', ({ data }) => {
      const said = v.safeParse(ForeignSave, data);
      // A tab of another version may say something else; then its news are not for us.
      if (said.success) listener(said.output);
    });
  }

  async close(): Promise<void> {
    this.#channel.close();
    await this.#connection.close();
  }
}

/** The database, opened when it is used: a tab with a newer version may close it under us, and so may the browser. */
class Connection {
  #opening: Promise<IDBPDatabase<Schema>> | null = null;
  #isClosed = false;

  async use<Value>(work: (database: IDBPDatabase<Schema>) => Promise<Value>): Promise<Value> {
    if (this.#isClosed) throw new AppError('storage.unavailable');
    try {
      this.#opening ??= this.#open();
      return await work(await this.#opening);
    } catch (error) {
      throw asStorageError(error);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const opening = this.#opening;
    this.#opening = null;
    const [opened] = await Promise.allSettled([opening]);
    if (opened.status === 'fulfilled') opened.value?.close();
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const forget = (): void => {
      this.#opening = null;
    };
    const opening = openDB<Schema>(DATABASE, DATABASE_VERSION, {
      upgrade: (database) => {
        database.createObjectStore('drafts');
        database.createObjectStore('assets');
        database.createObjectStore('unreadable');
      },
      // Another tab wants a newer version: give way at once. Our next save then fails, and says so, until a reload.
      blocking: (_current, _wanted, event) => {
        forget();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: forget,
    });
    opening.catch(forget);
    return opening;
  }
}
