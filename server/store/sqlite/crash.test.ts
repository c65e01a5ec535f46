import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ShowId } from '../../../shared/ids.ts';
import { seededRandom } from '../../../shared/random.ts';
import { openSqliteStore } from './open.ts';

const SEED = Number(process.env.TALLY_SEED ?? 20_240_607);
const ROUNDS = 10;
const MAX_ACKS_BEFORE_KILL = 40;

const WRITER = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));
const showId = v.parse(ShowId, 'show1');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'tally-crash-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

/** Runs a writer, kills it after `acks` acknowledgements, and gives the last seq that it acknowledged. */
const writeAndKill = async (acks: number): Promise<number> => {
  const writer = spawn(process.execPath, [WRITER, dataDir, showId], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(writer, 'exit');
  let said = '';
  writer.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk;
    if (said.split('\n').length > acks) writer.kill('SIGKILL');
  });
  await once(writer.stdout, 'end');
  await exited;
  expect(writer.signalCode).toBe('SIGKILL');
  // What follows the last line break may be half a number.
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
};

it(`loses nothing that was acknowledged when the process is killed (seed ${SEED})`, { timeout: 60_000 }, async () => {
  const random = seededRandom(SEED);
  let stored = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const acked = await writeAndKill(1 + Math.floor(random() * MAX_ACKS_BEFORE_KILL));
    expect(acked).toBeGreaterThan(stored);
    // The killed writer's lock must be gone with it, or this throws.
    const store = openSqliteStore({ dataDir });
    const events = store.log.read(showId, 0);
    store.close();
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(events.every(({ seq, event }) => event.type === 'show.renamed' && event.title === `Title ${seq}`)).toBe(
      true,
    );
    expect(events.length).toBeGreaterThanOrEqual(acked);
    stored = events.length;
  }
});
