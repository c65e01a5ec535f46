import { runCommand } from './run-command.ts';

/** Which of the packages `dpkg-query` does not report as installed; it prints nothing of those it never heard of. */
export function missingPackages(wanted: readonly string[], dpkgOutput: string): string[] {
  const installed = new Set(
    dpkgOutput
      .split('\n')
      .filter((line) => line.startsWith('installed '))
      .map((line) => line.slice('installed '.length).trim()),
  );
  return wanted.filter((name) => !installed.has(name));
}

/** The one command that a person types where we may not install packages ourselves. */
export function installCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`;
}

export type PackageRequest = {
  readonly packages: readonly string[];
  /** Completes "Installing Debian packages for …" and "Debian packages are needed for …". */
  readonly purpose: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/**
 * Installs the Debian packages that are missing, where this process may (root).
 * Throws with the one command to run where it may not. Returns false on a system without dpkg, where nothing is known.
 */
export async function installPackages({ packages, purpose, say, signal }: PackageRequest): Promise<boolean> {
  const query = await runCommand('dpkg-query', ['-W', '-f', '${db:Status-Status} ${Package}\n', ...packages], {
    signal,
  });
  if (query.exitCode === -1) return false;
  const missing = missingPackages(packages, query.output);
  if (missing.length === 0) return true;
  if (process.getuid?.() !== 0) {
    throw new Error(
      `Debian packages are needed for ${purpose}, and only root may install them. Run this, then try again:\n\n  ${installCommand(missing)}\n`,
    );
  }
  say(`Installing Debian packages for ${purpose}: ${missing.join(' ')}`);
  const options = { signal, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  // A stale package list asks for versions that the mirror no longer has.
  const update = await runCommand('apt-get', ['update', '-q'], options);
  const install = await runCommand('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...missing], options);
  if (install.exitCode === 0) return true;
  const tail = `${update.output}\n${install.output}`.trim().split('\n').slice(-20).join('\n');
  throw new Error(`apt-get could not install the packages for ${purpose}:\n${tail}`);
}
