import path from 'node:path';

/** What a built worker depends on: a cached file serves only where all of it is the same. */
export type WorkerIdentity = {
  readonly mediasoupVersion: string;
  /** `process.arch`. */
  readonly arch: string;
  /** Name and version of the C library, as `glibc2.36`. */
  readonly libc: string;
  /** Fingerprint of our own shims and patches, so that a change to them is not hidden by an older binary. */
  readonly recipe: string;
};

/**
 * The folder outside the checkout that keeps built workers, so that a fresh clone on the same machine starts at once.
 * @see https://specifications.freedesktop.org/basedir-spec/latest/ a relative `XDG_CACHE_HOME` is to be ignored
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, homeFolder: string): string {
  const configured = env.XDG_CACHE_HOME;
  const base = configured && path.isAbsolute(configured) ? configured : path.join(homeFolder, '.cache');
  return path.join(base, 'tally');
}

export function workerFileName(identity: WorkerIdentity): string {
  const { mediasoupVersion, arch, libc, recipe } = identity;
  return `mediasoup-worker-${mediasoupVersion}-${arch}-${libc}-${recipe}`;
}
