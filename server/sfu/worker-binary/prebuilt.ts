import { access, mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { runCommand } from '../../start/run-command.ts';

/** Long enough for a TLS handshake over a slow line; a closed network often drops packets instead of refusing them. */
const REACH_LIMIT_MS = 4_000;
/** The archive is a few megabytes; whoever has a slower line gets the build. */
const DOWNLOAD_LIMIT_MS = 60_000;
const RELEASES = 'https://github.com/versatica/mediasoup/releases';

export type PrebuiltOptions = {
  /** `node_modules/mediasoup`, read only. */
  readonly packageFolder: string;
  readonly cacheFolder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Downloads mediasoup's official binary by mediasoup's own script and hands its path to `use`.
 * Returns false when this network, architecture or kernel has none, which the caller answers by building.
 */
export async function downloadWorker(options: PrebuiltOptions, use: (file: string) => Promise<void>): Promise<boolean> {
  const { packageFolder, cacheFolder, say, signal } = options;
  if (!(await canReachReleases(signal))) {
    say('The official media worker cannot be downloaded here (no way to github.com)');
    return false;
  }
  say('Downloading the official media worker');
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(path.join(cacheFolder, 'download-'));
  try {
    const file = path.join(folder, 'worker', 'out', 'Release', 'mediasoup-worker');
    await mkdir(path.join(folder, 'worker'));
    const limit = AbortSignal.any([signal, AbortSignal.timeout(DOWNLOAD_LIMIT_MS)]);
    await runDownload(path.join(packageFolder, 'npm-scripts.mjs'), folder, limit);
    signal.throwIfAborted();
    if (!(await exists(file))) {
      say('There is no official media worker for this machine, or it does not run here');
      return false;
    }
    await use(file);
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function canReachReleases(signal: AbortSignal): Promise<boolean> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(REACH_LIMIT_MS)]);
    const response = await fetch(RELEASES, { method: 'HEAD', signal: limit });
    return response.ok;
  } catch {
    signal.throwIfAborted();
    // Not reachable, whatever the reason: that is the answer asked for.
    return false;
  }
}

async function runDownload(script: string, folder: string, signal: AbortSignal): Promise<void> {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    // The script falls back to a build with pip and downloaded sources. `false` as its Python ends that at once:
    // our own build needs no network.
    PYTHON: 'false',
  };
  delete env.MEDIASOUP_WORKER_BIN;
  delete env.MEDIASOUP_LOCAL_DEV;
  delete env.MEDIASOUP_SKIP_WORKER_PREBUILT_DOWNLOAD;
  try {
    // It works below its current folder, so node_modules stays as it is.
    await runCommand(process.execPath, [script, 'postinstall'], { cwd: folder, env, signal });
  } catch (cause) {
    // Too slow counts as "not available"; the caller looks whether the file has come and checks its own signal.
    if (!signal.aborted) throw cause;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
