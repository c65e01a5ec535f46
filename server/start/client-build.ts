import { createHash } from 'node:crypto';
import { glob, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCommand } from './run-command.ts';

/** Everything that the built pages are made of. */
const SOURCES = ['client/**', 'shared/**', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];
const NO_SOURCES = ['**/*.test.ts'];

/** A fingerprint of the client's sources: equal exactly when their names and contents are. */
export async function clientFingerprint(root: string): Promise<string> {
  const files: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: root, exclude: NO_SOURCES, withFileTypes: true })) {
    if (entry.isFile()) files.push(path.relative(root, path.join(entry.parentPath, entry.name)));
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** Builds the pages into `dist/` unless it holds the build of these very sources. Throws with the tool's output. */
export async function buildClient(root: string, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const stamp = path.join(root, 'dist/.sources');
  const fingerprint = await clientFingerprint(root);
  if ((await readIfThere(stamp)) === fingerprint) return;
  say('Building the pages');
  await rm(stamp, { force: true });
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const result = await runCommand(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: root, signal });
  if (result.exitCode !== 0)
    throw new Error(`The pages could not be built:\n${stripVTControlCharacters(result.output)}`);
  await writeFile(stamp, fingerprint);
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  });
}
