import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { expect, it } from 'vitest';

const SUBJECT = fileURLToPath(new URL('./import-process.ts', import.meta.url));
const Said = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ created: v.number(), grownBytes: v.pipe(v.number(), v.minValue(1)) }),
);
const MB = 1_000_000;

it('previews and imports 10,000 rows in less than 150 MB', { timeout: 60_000 }, async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'tally-import-'));
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [SUBJECT, dataDir, '10000']);
    const { created, grownBytes } = v.parse(Said, stdout);
    expect(created).toBe(2_000);
    expect(grownBytes).toBeLessThan(150 * MB);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});
