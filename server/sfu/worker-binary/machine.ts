import { randomUUID } from 'node:crypto';
import { chmod, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { cacheFolder, workerFileName } from './cache.ts';
import { compileWorker } from './compile.ts';
import type { WorkerSources } from './find.ts';
import { readIdentity } from './identity.ts';
import { downloadWorker } from './prebuilt.ts';
import { proveWorker } from './prove.ts';
import { runCommand } from '../../start/run-command.ts';

/** A worker started without its parent's version says so by this exit code. See `worker/src/main.cpp` of mediasoup. */
const MISSING_VERSION_EXIT_CODE = 41;
const START_LIMIT_MS = 5_000;

/** The sources of workers on this machine. `packageFolder` is `node_modules/mediasoup`. */
export async function machineSources(
  packageFolder: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<WorkerSources> {
  const folder = cacheFolder(process.env, homedir());
  const cached = path.join(folder, workerFileName(await readIdentity(packageFolder)));
  const options = { packageFolder, cacheFolder: folder, say, signal };
  return {
    configured: process.env.MEDIASOUP_WORKER_BIN,
    cached,
    starts: (file) => startsAsWorker(file, signal),
    prove: (file) => proveWorker(file, signal),
    keep: (file) => keepFile(file, cached),
    discard: (file) => rm(file, { force: true }),
    download: (use) => downloadWorker(options, use),
    compile: (use) => compileWorker(options, use),
    say,
  };
}

async function startsAsWorker(file: string, signal: AbortSignal): Promise<boolean> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(START_LIMIT_MS)]);
  try {
    const result = await runCommand(file, [], { env: {}, signal: limit });
    return result.exitCode === MISSING_VERSION_EXIT_CODE;
  } catch (cause) {
    signal.throwIfAborted();
    if (limit.aborted) return false;
    throw cause;
  }
}

async function keepFile(file: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  // Another process may look for it, or keep its own, at this moment: it must never see half a file.
  const partial = `${target}.${randomUUID()}`;
  await copyFile(file, partial);
  await chmod(partial, 0o755);
  await rename(partial, target);
}
