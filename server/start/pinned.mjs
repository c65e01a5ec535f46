import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { exitCodeOf, forwardSignals } from './child.mjs';
import { ROOT } from './install.mjs';

/** The Node that everything of ours runs on, whichever one started us: it comes with the dependencies. */
const PINNED_NODE = path.join(ROOT, 'node_modules/node/bin/node');

/**
 * Runs one of our files on the pinned Node with our own terminal; resolves with its exit code.
 * @param {string} file relative to the checkout
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runPinned(file, args, env) {
  const child = spawn(PINNED_NODE, [path.join(ROOT, file), ...args], { cwd: ROOT, env, stdio: 'inherit' });
  forwardSignals(child);
  return exitCodeOf(child);
}

/**
 * Gets what is needed besides dependencies and returns the environment to run in.
 * Ends the process where that fails; the reason has been printed.
 * @param {'worker' | 'worker-and-pages'} wanted
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function prepare(wanted) {
  const child = spawn(PINNED_NODE, [path.join(ROOT, 'server/start/prepare.ts'), wanted], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  forwardSignals(child);
  const [exitCode, printed] = await Promise.all([exitCodeOf(child), text(child.stdout)]);
  if (exitCode !== 0) process.exit(exitCode);
  return { ...process.env, MEDIASOUP_WORKER_BIN: printed.trim() };
}
