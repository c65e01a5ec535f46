import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChannelId, ShowAddress, ShowId } from '../../../shared/ids.ts';
import { apply } from '../../../shared/show/apply.ts';
import type { ShowEvent } from '../../../shared/show/event.ts';
import { describeStore } from '../store-contract.ts';
import { openDatabase } from './database.ts';
import { makeEventLog } from './event-log.ts';
import { MIGRATIONS } from './migrations.ts';
import { EMPTY_CREW } from '../../../shared/show/beginnings.ts';
import { openMemoryStore, openSqliteStore } from './open.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tally-store-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describeStore('SQLite in a folder', () => openSqliteStore({ dataDir }));
describeStore('SQLite in memory', openMemoryStore);

const showId = v.parse(ShowId, 'show1');
const created: ShowEvent = {
  type: 'show.created',
  id: showId,
  channelId: v.parse(ChannelId, 'channel1'),
  title: 'Spring',
  address: v.parse(ShowAddress, 'spring'),
};
const holding = (properties: object): unknown => expect.objectContaining(properties);
const unavailable = holding({ code: 'store.unavailable' });
/** A failure with a sentence for the operator. */
const saying = (words: RegExp): unknown =>
  holding({ code: 'store.unavailable', cause: holding({ message: expect.stringMatching(words) as unknown }) });

describe('openSqliteStore', () => {
  it('makes the folder and finds what was stored before', () => {
    const nested = path.join(dataDir, 'a', 'b');
    const first = openSqliteStore({ dataDir: nested });
    first.log.append(showId, 0, 5, [created]);
    first.close();
    const second = openSqliteStore({ dataDir: nested });
    expect(second.log.read(showId, 0)).toEqual([{ seq: 1, atMs: 5, event: created }]);
    second.close();
  });

  it('refuses a folder that another store holds, with a sentence as the cause, and opens it once that one is closed', () => {
    const first = openSqliteStore({ dataDir });
    expect(() => openSqliteStore({ dataDir })).toThrow(saying(/Another Tally server/));
    first.close();
    openSqliteStore({ dataDir }).close();
  });

  it('refuses a folder that cannot be made', () => {
    const file = path.join(dataDir, 'file');
    writeFileSync(file, '');
    expect(() => openSqliteStore({ dataDir: path.join(file, 'data') })).toThrow(unavailable);
  });

  it('refuses a damaged database, and leaves no lock behind', () => {
    writeFileSync(
      path.join(dataDir, 'tally.sqlite'),
      'this is no database, but long enough to be read as one'.repeat(99),
    );
    expect(() => openSqliteStore({ dataDir })).toThrow(unavailable);
    rmSync(path.join(dataDir, 'tally.sqlite'));
    openSqliteStore({ dataDir }).close();
  });

  it('says that it cannot write while someone else locks the database, and that it can again after', () => {
    const store = openSqliteStore({ dataDir });
    const other = new DatabaseSync(path.join(dataDir, 'tally.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    expect(store.isWritable()).toBe(false);
    expect(() => store.log.append(showId, 0, 5, [created])).toThrow(unavailable);
    other.exec('ROLLBACK');
    other.close();
    expect(store.isWritable()).toBe(true);
    store.log.append(showId, 0, 5, [created]);
    store.close();
    expect(existsSync(path.join(dataDir, 'tally.sqlite'))).toBe(true);
  });
});

describe('makeEventLog', () => {
  it('stores nothing of an append that the disk has no room for, and goes on when there is room', () => {
    const database = openDatabase(':memory:');
    const log = makeEventLog(database);
    log.append(showId, 0, 5, [created]);
    database.exec('PRAGMA max_page_count = 1');
    const long: ShowEvent = { type: 'show.renamed', title: 'x'.repeat(120) };
    expect(() =>
      log.append(
        showId,
        1,
        6,
        Array.from({ length: 2_000 }, () => long),
      ),
    ).toThrow(unavailable);
    expect(log.read(showId, 1)).toEqual([]);
    database.exec('PRAGMA max_page_count = 100000');
    expect(log.append(showId, 1, 7, [long])).toEqual([{ seq: 2, atMs: 7, event: long }]);
    database.close();
  });

  it('refuses to read an event that is not what was stored, and ignores a snapshot of an older shape', () => {
    const database = openDatabase(':memory:');
    const log = makeEventLog(database);
    database.exec(`INSERT INTO event VALUES ('show1', 1, 5, '{"type":"show.exploded"}')`);
    database.exec(`INSERT INTO snapshot VALUES ('show1', '{"version":0}')`);
    expect(() => log.read(showId, 0)).toThrow(unavailable);
    expect(log.readSnapshot(showId)).toBeNull();
    database.close();
  });
});

describe('openDatabase', () => {
  it('opens a file of the present schema again without running a migration twice', () => {
    const file = path.join(dataDir, 'x.sqlite');
    openDatabase(file).close();
    const again = openDatabase(file);
    expect(again.prepare('SELECT written FROM probe').get()).toEqual({ written: 0 });
    again.close();
  });

  it('keeps everything in a file of before there were guests, and can invite in it', () => {
    const file = path.join(dataDir, 'tally.sqlite');
    const old = new DatabaseSync(file);
    old.exec(MIGRATIONS[0] ?? '');
    old.exec(`
      PRAGMA user_version = 1;
      INSERT INTO channel VALUES ('channel1', 'Tea house', 'tea');
      INSERT INTO account VALUES ('account1', 'tea', 'hash', 'channel1');
      INSERT INTO show VALUES ('show1', 'channel1', 'spring', 20);
      INSERT INTO event VALUES ('show1', 1, 5, '${JSON.stringify(created)}');
    `);
    old.close();
    const store = openSqliteStore({ dataDir });
    expect(store.log.read(showId, 0)).toEqual([{ seq: 1, atMs: 5, event: created }]);
    expect(store.records.showById(showId)?.address).toBe('spring');
    expect(store.records.accountByHandle('tea')?.passwordHash).toBe('hash');
    expect(store.records.invitesOfShow(showId)).toEqual([]);
    store.close();
  });

  it('reads a snapshot of before there were guests as a show with nobody in its studio', () => {
    const database = openDatabase(':memory:');
    const log = makeEventLog(database);
    const { crew: _none, ...before } = apply(null, { seq: 1, atMs: 5, event: created });
    database.prepare('INSERT INTO snapshot VALUES (?, ?)').run(showId, JSON.stringify(before));
    expect(log.readSnapshot(showId)).toEqual({ ...before, crew: EMPTY_CREW });
    database.close();
  });

  it('refuses a file of a newer schema than it knows', () => {
    const file = path.join(dataDir, 'x.sqlite');
    const newer = openDatabase(file);
    newer.exec('PRAGMA user_version = 999');
    newer.close();
    expect(() => openDatabase(file)).toThrow(saying(/newer Tally/));
  });
});
