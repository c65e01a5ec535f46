import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { exitCodeOf, forwardSignals } from './child.mjs';

/** The checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OLDEST_NODE = 20;
const NODE_MODULES = path.join(ROOT, 'node_modules');
/** Lives and dies with node_modules, so an installation that was cut short is never taken for a whole one. */
const STAMP = path.join(NODE_MODULES, '.tally-installed');

function lockFingerprint() {
  return createHash('sha256')
    .update(readFileSync(path.join(ROOT, 'package-lock.json')))
    .digest('hex');
}

/** @param {string} fingerprint */
function isInstalled(fingerprint) {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint;
}

/** The environment that npm gets: its own Node instead of the one that it is about to delete and install again. */
function installEnvironment() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return {
    ...process.env,
    PATH: folders.filter((folder) => !path.resolve(folder).startsWith(NODE_MODULES)).join(path.delimiter),
    // Makes mediasoup's own download-or-build step a no-op on every version of npm; our own gets the worker later.
    MEDIASOUP_WORKER_BIN: process.env.MEDIASOUP_WORKER_BIN || 'found-at-start',
  };
}

/**
 * Installs exactly what package-lock.json names, when node_modules holds anything else.
 * Ends the process with a sentence where that fails: nothing else can run without it.
 */
export async function installDependencies() {
  if (Number.parseInt(process.versions.node) < OLDEST_NODE) {
    console.error(`Tally needs Node ${OLDEST_NODE} or newer, and this is Node ${process.versions.node}.`);
    process.exit(1);
  }
  const fingerprint = lockFingerprint();
  if (isInstalled(fingerprint)) return;
  console.error('Installing dependencies (about a minute)');
  // Building the client and proving the worker need development dependencies also where NODE_ENV is "production".
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawn('npm', args, { cwd: ROOT, env: installEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  forwardSignals(npm);
  const [exitCode, output, errors] = await Promise.all([exitCodeOf(npm), text(npm.stdout), text(npm.stderr)]);
  if (exitCode !== 0) {
    console.error(`npm ci failed:\n${output}${errors}`);
    process.exit(1);
  }
  writeFileSync(STAMP, fingerprint);
}
