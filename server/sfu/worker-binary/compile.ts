import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { installPackages } from '../../start/apt.ts';
import { runCommand, type CommandResult } from '../../start/run-command.ts';
import { nextProgressLine, parseNinjaProgress } from './progress.ts';
import { layOutSources } from './source-tree.ts';

/** Debian's names of what the build needs; Ubuntu uses the same. */
const BUILD_PACKAGES = [
  'meson',
  'ninja-build',
  'pkg-config',
  'g++',
  'libuv1-dev',
  'libssl-dev',
  'libsrtp2-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
  'flatbuffers-compiler-dev',
  'libabsl-dev',
] as const;

export type CompileOptions = {
  /** `node_modules/mediasoup`, read only. */
  readonly packageFolder: string;
  /** Folder of the cache: build folders and the log of a failed build are kept below it. */
  readonly cacheFolder: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Builds the worker against the system's own libraries and hands its path to `use`; the build folder is gone afterwards.
 * Throws with a sentence for a person when packages are missing or the build fails.
 */
export async function compileWorker(options: CompileOptions, use: (file: string) => Promise<void>): Promise<void> {
  const { cacheFolder, say, signal } = options;
  // Where the system has no dpkg, the build itself says what it misses.
  await installPackages({ packages: BUILD_PACKAGES, purpose: 'building the media worker', say, signal });
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(path.join(cacheFolder, 'build-'));
  try {
    say('Building the media worker from its sources, once for this machine (about 5 minutes on 2 cores)');
    const sources = path.join(folder, 'worker');
    await layOutSources(options.packageFolder, sources);
    const setup = ['setup', 'out', '.', '--buildtype', 'release', '-Db_ndebug=true', '--wrap-mode=nodownload'];
    await runBuildStep(options, 'meson', setup, sources);
    await runBuildStep(options, await ninjaCommand(signal), ['-C', 'out', 'mediasoup-worker'], sources);
    const built = path.join(sources, 'out', 'mediasoup-worker');
    await access(built);
    await use(built);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ninjaCommand(signal: AbortSignal): Promise<string> {
  // Some distributions install it under its old name only.
  const found = await runCommand('ninja', ['--version'], { signal });
  return found.exitCode === 0 ? 'ninja' : 'ninja-build';
}

async function runBuildStep(options: CompileOptions, command: string, args: string[], cwd: string): Promise<void> {
  let shownPercent = 0;
  const onLine = (line: string): void => {
    const progress = parseNinjaProgress(line);
    const next = progress && nextProgressLine(progress, shownPercent);
    if (!next) return;
    shownPercent = next.percent;
    options.say(next.line);
  };
  const result = await runCommand(command, args, { cwd, onLine, signal: options.signal });
  if (result.exitCode !== 0) throw await buildFailure(options.cacheFolder, command, result);
}

async function buildFailure(cacheFolder: string, command: string, result: CommandResult): Promise<Error> {
  const log = path.join(cacheFolder, 'worker-build.log');
  await writeFile(log, result.output);
  const tail = result.output.split('\n').slice(-15).join('\n');
  return new Error(`The media worker could not be built: ${command} failed.\n${tail}\nThe whole log is in ${log}`);
}
