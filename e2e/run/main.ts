import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getChromium } from './chromium.ts';
import { sum, type Counts } from './counts.ts';
import { runSteps, type Runner } from './run-steps.ts';
import { BUILD_STEPS, endToEndSteps, fastSteps } from './steps.ts';

// main.ts fast | all
// Runs the checks and ends with one line: "N passed, N failed".

/** The machines that this is made for have two cores, and a step uses little more than one. */
const STEPS_AT_ONCE = 2;

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => {
    interrupted.abort();
  });
}

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
const notes: string[] = [];
const runner: Runner = {
  root: path.join(import.meta.dirname, '../..'),
  print,
  note: (line) => void notes.push(line),
  signal: interrupted.signal,
};

async function runAll(reportFolder: string): Promise<Counts[]> {
  // Before everything else: where it cannot be had, a person should know at once and not after ten minutes.
  const chromium = await getChromium(print, runner.signal);
  const fast = await runSteps(runner, fastSteps(reportFolder), STEPS_AT_ONCE);
  const built = await runSteps(runner, BUILD_STEPS, 1);
  return [...fast, ...built, ...(await runSteps(runner, endToEndSteps(reportFolder, chromium), 1))];
}

const reportFolder = await mkdtemp(path.join(tmpdir(), 'tally-checks-'));
try {
  const isFast = process.argv[2] === 'fast';
  const counts = isFast ? await runSteps(runner, fastSteps(reportFolder), STEPS_AT_ONCE) : await runAll(reportFolder);
  const { passed, failed } = sum(counts);
  notes.forEach(print);
  print(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (cause) {
  if (!interrupted.signal.aborted) print(cause instanceof Error ? cause.message : String(cause));
  process.exitCode = 1;
} finally {
  await rm(reportFolder, { recursive: true, force: true });
}
