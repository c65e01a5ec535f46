import path from 'node:path';
import { findWorker } from '../sfu/worker-binary/find.ts';
import { machineSources } from '../sfu/worker-binary/machine.ts';
import { buildClient } from './client-build.ts';

// prepare.ts worker | worker-and-pages
// Brings a checkout with dependencies to where the server can run, and prints the media worker's path on stdout.
// What it does meanwhile goes to stderr, one line a step; nothing when nothing is to be done.
const ROOT = path.join(import.meta.dirname, '../..');

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    interrupted.abort();
  });
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

try {
  const packageFolder = path.join(ROOT, 'node_modules/mediasoup');
  const worker = await findWorker(await machineSources(packageFolder, say, interrupted.signal));
  if (process.argv[2] === 'worker-and-pages') await buildClient(ROOT, say, interrupted.signal);
  process.stdout.write(`${worker}\n`);
} catch (cause) {
  if (!interrupted.signal.aborted) say(describe(cause));
  process.exitCode = 1;
}

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? `${cause.message} ${cause.cause.message}` : cause.message;
}
