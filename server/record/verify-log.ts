import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { checkRecord } from '../../shared/record/check-record.ts';
import { PublicKey } from '../../shared/record/show-record.ts';
import { sha256, verifySigned } from './record-crypto.ts';
import { flawSentence, wholeSentence } from './verdict.ts';

// verify-log.ts FILE [KEY]
// Says whether a show's record is whole, unchanged and signed; with KEY, by that key. Exit code 0, 1 for a flaw, 2 for no answer.
const NO_ANSWER = 2;

const [file, key, ...rest] = process.argv.slice(2);
const expectedKey = v.safeParse(v.optional(PublicKey), key);
if (file === undefined || rest.length > 0 || !expectedKey.success) {
  process.stderr.write(
    'npm run verify-log -- FILE [KEY]\nKEY is what /api/record-key on the shop’s server says: 43 characters.\n',
  );
  process.exitCode = NO_ANSWER;
} else {
  // npm runs scripts in the checkout, wherever it was called.
  await verify(path.resolve(process.env['INIT_CWD'] ?? '', file), expectedKey.output ?? null);
}

async function verify(at: string, wanted: string | null): Promise<void> {
  const text = read(at);
  if (text === null) {
    process.stderr.write(`${at} cannot be read.\n`);
    process.exitCode = NO_ANSWER;
    return;
  }
  const checked = await checkRecord(text, { sha256, verify: verifySigned, expectedKey: wanted });
  process.stdout.write(`${checked.ok ? wholeSentence(checked.value) : flawSentence(checked.error)}\n`);
  if (!checked.ok) process.exitCode = 1;
}

function read(at: string): string | null {
  try {
    return readFileSync(at, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}
