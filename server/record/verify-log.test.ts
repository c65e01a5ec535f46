import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordLines } from '../../shared/record/write-record.ts';
import { ScriptedShow } from '../../shared/show/show-fixture.ts';
import { sha256 } from './record-crypto.ts';
import { makeRecordKey } from './record-key-fixture.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tally-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const key = makeRecordKey();

/** A file in the folder with the record of a small show, changed as `change` says. */
const aFile = async (name: string, change: (text: string) => string = (text) => text): Promise<string> => {
  const { log, state } = ScriptedShow.in('live');
  const { id: showId, address, title } = state;
  const head = { showId, address, title, channel: 'Tea house', writtenAtMs: 1_000, publicKey: key.publicKey };
  let text = '';
  for await (const line of recordLines({ head, events: log, sha256, sign: (signed) => key.sign(signed) })) {
    text += `${line}\n`;
  }
  writeFileSync(path.join(folder, name), change(text));
  return name;
};

/** The exit code, and all that was said, of the command as npm runs it in `folder`. */
const run = (...args: readonly string[]): Promise<readonly [number | string | null | undefined, string]> =>
  new Promise((resolve) => {
    const command = [path.join(import.meta.dirname, 'verify-log.ts'), ...args];
    execFile(process.execPath, command, { env: { ...process.env, INIT_CWD: folder } }, (error, stdout, stderr) => {
      resolve([error ? error.code : 0, stdout + stderr]);
    });
  });

it('says what it found, and tells scripts by its exit code', async () => {
  const whole = await aFile('whole.jsonl');
  const changed = await aFile('changed.jsonl', (text) => text.replace('show.started', 'show.stopped'));
  const [wholeRun, keyRun, changedRun, otherKeyRun, missingRun, bareRun] = await Promise.all([
    run(whole),
    run(whole, key.publicKey),
    run(changed),
    run(whole, makeRecordKey().publicKey),
    run('nowhere.jsonl'),
    run(),
  ]);
  expect(wholeRun).toEqual([0, expect.stringMatching(/^Whole and unchanged: 2 events of “Spring teas”/)]);
  expect(keyRun).toEqual(wholeRun);
  expect(changedRun).toEqual([1, 'Event 2 was changed after the record was written.\n']);
  expect(otherKeyRun).toEqual([1, expect.stringMatching(/^This record was signed by another key/)]);
  expect(missingRun).toEqual([2, `${path.join(folder, 'nowhere.jsonl')} cannot be read.\n`]);
  expect(bareRun).toEqual([2, expect.stringMatching(/^npm run verify-log -- FILE \[KEY\]\n/)]);
});
